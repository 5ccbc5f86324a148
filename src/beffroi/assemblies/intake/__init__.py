"""From a text read to a recorded sitting: what a page shows of it, who is named, what a clerk corrects."""
