"""Essaim: local initiatives, from one file each to a published map."""
