"""The roads in: password, second factor, passkey, another service; and the sessions they open."""
