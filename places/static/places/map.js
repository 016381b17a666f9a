/* The map beside the list: loaded when it is asked for, never needed. */
(function () {
  "use strict";

  var button = document.querySelector("[data-map]");
  var frame = document.getElementById("carte");
  if (!button || !frame) {
    return;
  }
  var FRANCE = [[41.3, -5.2], [51.1, 9.6]];
  var map = null;
  button.hidden = false;
  button.addEventListener("click", toggle);

  function toggle() {
    var isOpening = frame.hidden;
    frame.hidden = !isOpening;
    button.setAttribute("aria-expanded", isOpening);
    button.querySelector("span").textContent = isOpening ? frame.dataset.hide : frame.dataset.show;
    if (!isOpening) {
      map.destroy();
      map = null;
      return;
    }
    map = leafletMap(frame);
    load().then(open, function () {
      frame.textContent = frame.dataset.failed;
    });
  }

  function load() {
    if (window.L) {
      return Promise.resolve();
    }
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = frame.dataset.leafletCss;
    var script = document.createElement("script");
    script.src = frame.dataset.leaflet;
    return new Promise(function (resolve, reject) {
      style.onload = function () {
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      };
      style.onerror = reject;
      document.head.append(style);
    });
  }

  function open() {
    if (!map) {
      return;
    }
    var points = Array.from(document.querySelectorAll(".place[data-lat]"), pointOf);
    map.init(points.length ? points : FRANCE, refresh);
  }

  function pointOf(row) {
    return [Number(row.dataset.lat), Number(row.dataset.lon)];
  }

  function refresh(box, zoom) {
    var query = new URLSearchParams(location.search);
    query.delete("page");
    query.set("bbox", box);
    query.set("zoom", zoom);
    return fetch(frame.dataset.points + "?" + query)
      .then(function (response) {
        return response.json();
      })
      .then(function (data) {
        if (!map) {
          return;
        }
        map.setPoints(data.features.filter(function (one) { return one.properties.url; }));
        map.setClusters(data.features.filter(function (one) { return one.properties.count; }));
        map.setLabels(data.labels);
      });
  }

  // From the list to the map: the place one reads is the place one sees.
  ["focusin", "pointerover"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var row = event.target.closest && event.target.closest(".place[data-lat]");
      if (map && row) {
        map.focus(pointOf(row));
      }
    });
  });

  /* The only part that knows Leaflet: init, setPoints, setClusters, setLabels, focus, destroy. */
  function leafletMap(element) {
    var leaflet, points, clusters, labels, ring;
    var colours = getComputedStyle(document.documentElement);

    function span(text) {
      var made = document.createElement("span");
      made.textContent = text;
      return made;
    }

    function marker(feature, className, text, label) {
      var position = feature.geometry.coordinates;
      var made = L.marker([position[1], position[0]], {
        icon: L.divIcon({ className: className, html: span(text), iconSize: null }),
      });
      made.on("add", function () {
        made.getElement().setAttribute("aria-label", label);
      });
      return made;
    }

    function background() {
      if (element.dataset.tiles) {
        L.tileLayer(element.dataset.tiles, { attribution: element.dataset.attribution }).addTo(leaflet);
        return;
      }
      fetch(element.dataset.boundaries)
        .then(function (response) { return response.json(); })
        .then(function (shapes) {
          if (leaflet) {
            L.geoJSON(shapes, {
              interactive: false,
              renderer: L.canvas({ padding: 0.5 }),
              style: {
                color: colours.getPropertyValue("--edge"),
                fillColor: colours.getPropertyValue("--surface"),
                fillOpacity: 1,
                weight: 1,
              },
            }).addTo(leaflet);
          }
        });
    }

    return {
      init: function (bounds, onMove) {
        var isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        leaflet = L.map(element, {
          fadeAnimation: !isCalm,
          markerZoomAnimation: !isCalm,
          zoomAnimation: !isCalm,
          maxZoom: 17,
          minZoom: 4,
        });
        leaflet.attributionControl.setPrefix("Leaflet");
        points = L.layerGroup().addTo(leaflet);
        clusters = L.layerGroup().addTo(leaflet);
        labels = L.layerGroup().addTo(leaflet);
        background();
        leaflet.on("moveend", function () {
          onMove(leaflet.getBounds().toBBoxString(), Math.floor(leaflet.getZoom()));
        });
        leaflet.fitBounds(bounds, { animate: false, maxZoom: 13, padding: [30, 30] });
      },
      setPoints: function (features) {
        points.clearLayers();
        features.forEach(function (feature) {
          var link = document.createElement("a");
          link.href = feature.properties.url;
          link.textContent = feature.properties.name;
          marker(feature, "map-pin", "", feature.properties.name).bindPopup(link).addTo(points);
        });
      },
      setClusters: function (features) {
        clusters.clearLayers();
        features.forEach(function (feature) {
          var count = feature.properties.count;
          var made = marker(feature, "map-group", count, element.dataset.group.replace("0", count));
          made.on("click keypress", function (event) {
            var pressed = event.originalEvent.key;
            if (!pressed || pressed === "Enter") {
              leaflet.setView(made.getLatLng(), leaflet.getZoom() + 2);
              element.focus();
            }
          });
          made.addTo(clusters);
        });
      },
      setLabels: function (names) {
        labels.clearLayers();
        names.forEach(function (name) {
          L.marker([name[1], name[0]], {
            icon: L.divIcon({ className: "map-label", html: span(name[2]), iconSize: null }),
            interactive: false,
            keyboard: false,
          }).addTo(labels);
        });
      },
      focus: function (point) {
        if (!leaflet) {
          return;
        }
        ring = ring || L.circleMarker(point, { interactive: false, radius: 16, weight: 4 }).addTo(leaflet);
        ring.setStyle({ color: colours.getPropertyValue("--amber"), fill: false });
        ring.setLatLng(point);
        if (!leaflet.getBounds().contains(point)) {
          leaflet.panTo(point);
        }
      },
      destroy: function () {
        if (leaflet) {
          leaflet.remove();
          leaflet = null;
        }
      },
    };
  }
})();
