"""Filled pauses (um, uh, er), found in a recogniser's text and in the sound itself."""
