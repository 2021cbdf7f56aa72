"""Photographs as people take them, made of flat pictures of cards."""
