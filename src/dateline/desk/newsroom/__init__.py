"""What a newsroom says of itself, and how its pages look: kept at the desk, used by what readers see."""
