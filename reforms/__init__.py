"""Bills, proposals and scenarios, one a file: `<id>.yaml`, with its rules in `<id>.py` where it has new ones."""
