"""Whole stories through a real browser and a real server."""
