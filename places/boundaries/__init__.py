"""The map's own background, made from the communes' polygons when the data are built."""
