"""No key leaves the server before its release, on any page, for anybody."""
