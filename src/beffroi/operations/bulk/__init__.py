"""One action on several operations: chosen on the list, tried, shown, confirmed, then told one by one."""
