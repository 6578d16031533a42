"""Measurements, printed side by side in one run; `make bench` runs them, no test judges them."""
