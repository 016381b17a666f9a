/* The map beside the list: loaded when it is asked for, never needed. */
(function () {
  "use strict";

  var link = document.querySelector("[data-map]");
  var frame = document.getElementById("carte");
  if (!link || !frame) {
    return;
  }
  // Without a script, the link leads to a sentence; with one, it is a button that opens the map.
  var button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.dataset.map = "";
  button.setAttribute("aria-controls", frame.id);
  button.setAttribute("aria-expanded", "false");
  button.textContent = link.textContent;
  link.replaceWith(button);
  var FRANCE = [[41.3, -5.2], [51.1, 9.6]];
  var map = null;
  var asks = 0; // questions asked of the server
  button.addEventListener("click", toggle);
  // In a frame of another site, the map is what was asked, and its links leave the frame.
  var isFramed = "open" in link.dataset;
  // The list may follow the map: a link under it leads to the places of the part in view.
  var follow = document.createElement("a");
  follow.className = "button-secondary button-small";
  follow.textContent = frame.dataset.zone;
  if (isFramed) {
    follow.target = "_blank";
    follow.rel = "noopener";
    toggle();
  }

  function toggle() {
    var isOpening = frame.hidden;
    frame.hidden = !isOpening;
    button.setAttribute("aria-expanded", isOpening);
    button.textContent = isOpening ? frame.dataset.hide : frame.dataset.show;
    if (isOpening) {
      map = leafletMap(frame);
      if (frame.dataset.list) {
        frame.after(follow);
      }
      load().then(open).catch(fail);
    } else {
      map.destroy();
      map = null;
      asks += 1;
      follow.remove();
    }
  }

  function fail() {
    frame.textContent = frame.dataset.failed;
  }

  function load() {
    if (window.L) {
      return Promise.resolve();
    }
    return sheet(frame.dataset.leafletCss)
      .then(function () { return sheet(frame.dataset.css); })
      .then(function () {
        var script = document.createElement("script");
        script.src = frame.dataset.leaflet;
        return arrival(script);
      });
  }

  function sheet(address) {
    var link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    return arrival(link);
  }

  function arrival(element) {
    return new Promise(function (resolve, reject) {
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  }

  function open() {
    if (map) {
      var points = Array.from(document.querySelectorAll("[data-lat]"), pointOf);
      map.init(points.length ? points : searched(), refresh);
    }
  }

  // Where nothing was found, one still sees where one looked.
  function searched() {
    if (!frame.dataset.around) {
      return FRANCE;
    }
    var sides = frame.dataset.around.split(",").map(Number);
    return [[sides[1], sides[0]], [sides[3], sides[2]]];
  }

  function pointOf(row) {
    return [Number(row.dataset.lat), Number(row.dataset.lon)];
  }

  function json(address) {
    return fetch(address).then(function (response) {
      if (!response.ok) {
        throw new Error(response.status);
      }
      return response.json();
    });
  }

  function refresh(box, zoom) {
    var query = new URLSearchParams(frame.dataset.query || location.search);
    ["page", "zone", "vue", "guide"].forEach(function (name) { query.delete(name); });
    var inView = new URLSearchParams(query);
    ["ou", "commune", "lat", "lon", "distance"].forEach(function (name) { inView.delete(name); });
    inView.set("zone", box.split(",").map(function (degrees) { return Number(degrees).toFixed(3); }));
    follow.href = frame.dataset.list + "?" + inView;
    query.set("bbox", box);
    query.set("zoom", zoom);
    var asked = ++asks;
    frame.setAttribute("aria-busy", true);
    json(frame.dataset.points + "?" + query).then(function (data) {
      // Only the last question counts: an earlier one may be answered after it.
      if (map && asked === asks) {
        var isAlone = function (one) { return one.properties.count === 1 && one.properties.places; };
        map.setPoints(data.features.filter(isAlone));
        map.setClusters(data.features.filter(function (one) { return !isAlone(one); }));
        map.setLabels(data.labels);
      }
    }).catch(function () {}).then(function () {
      if (asked === asks) {
        frame.removeAttribute("aria-busy");
      }
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
    var CLOSE = 8; // zoom from which a département shows its inside
    var LAST = 17;
    var leaflet, marks, clusters, labels, ring;
    var insides = {};

    function colour(name) {
      return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    }

    function text(words) {
      var span = document.createElement("span");
      span.textContent = words;
      return span;
    }

    function marker(feature, className, words, label) {
      var position = feature.geometry.coordinates;
      var made = L.marker([position[1], position[0]], {
        icon: L.divIcon({ className: className, html: text(words), iconSize: null }),
      });
      made.on("add", function () {
        made.getElement().setAttribute("aria-label", label);
      });
      return made;
    }

    // What stays in view stays: its bubble open, the focus on it.
    function replace(layer, features, state, make) {
      var former = layer.byKey || {};
      layer.byKey = {};
      features.forEach(function (feature) {
        var key = [feature.geometry.coordinates, feature.properties.count, state].join();
        layer.byKey[key] = former[key] || make(feature).addTo(layer);
        delete former[key];
      });
      Object.keys(former).forEach(function (key) {
        if (former[key].getElement() === document.activeElement) {
          element.focus();
        }
        layer.removeLayer(former[key]);
      });
    }

    function links(places) {
      var list = document.createElement("ul");
      places.forEach(function (place) {
        var link = document.createElement("a");
        link.href = place.url;
        if (isFramed) {
          link.target = "_blank";
          link.rel = "noopener";
        }
        link.textContent = place.name;
        list.appendChild(document.createElement("li")).append(link);
      });
      return list;
    }

    function shapes(data, weight, fill) {
      L.geoJSON(data, {
        filter: function (feature) { return feature.geometry.type !== "Point"; },
        interactive: false,
        renderer: marks.canvas,
        style: { color: colour("--edge"), fill: fill, fillColor: colour("--paper"), fillOpacity: 1, weight: weight },
      }).addTo(leaflet);
    }

    function background() {
      if (element.dataset.tiles) {
        L.tileLayer(element.dataset.tiles, { attribution: element.dataset.attribution }).addTo(leaflet);
        return;
      }
      json(element.dataset.boundaries).then(function (country) {
        if (!leaflet) {
          return;
        }
        shapes(country, 1.5, true);
        leaflet.on("moveend", function () { inside(country.features); });
        inside(country.features);
      }, function () {});
    }

    // The lines inside the départements in view, each fetched once.
    function inside(departements) {
      var view = leaflet.getBounds();
      if (leaflet.getZoom() < CLOSE) {
        return;
      }
      departements.forEach(function (one) {
        var code = one.properties.code;
        if (insides[code] || !view.intersects([[one.bbox[1], one.bbox[0]], [one.bbox[3], one.bbox[2]]])) {
          return;
        }
        insides[code] = true;
        json(element.dataset.insides + code + ".json").then(function (data) {
          if (leaflet) {
            shapes(data, 0.5, false);
          }
        }, function () {});
      });
    }

    return {
      init: function (bounds, onMove) {
        var isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        leaflet = L.map(element, {
          fadeAnimation: !isCalm, markerZoomAnimation: !isCalm, zoomAnimation: !isCalm, maxZoom: LAST, minZoom: 4,
          zoomControl: false,
        });
        L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(leaflet);
        leaflet.attributionControl.setPrefix("Leaflet");
        marks = L.layerGroup().addTo(leaflet);
        marks.canvas = L.canvas({ padding: 0.5 });
        clusters = L.layerGroup().addTo(leaflet);
        labels = L.layerGroup().addTo(leaflet);
        leaflet.on("moveend", function () {
          onMove(leaflet.getBounds().toBBoxString(), Math.floor(leaflet.getZoom()));
        });
        leaflet.on("popupopen", function (event) {
          var bubble = event.popup.getElement();
          bubble.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", element.dataset.close);
          bubble.querySelector("a").focus();
        });
        // Escape closes what Enter opened, and one stands where one was. Leaflet hears the key when
        // its own frame has the focus; here the first link of the bubble has it.
        element.addEventListener("keydown", function (event) {
          if (event.key === "Escape" && leaflet) {
            leaflet.closePopup();
          }
        });
        leaflet.on("popupclose", function (event) {
          var mark = event.popup._source && event.popup._source.getElement();
          if (mark && (document.activeElement === document.body || event.popup.getElement().contains(document.activeElement))) {
            mark.focus();
          }
        });
        leaflet.fitBounds(bounds, { animate: false, maxZoom: 13, padding: [30, 30] });
        background();
      },
      setPoints: function (features) {
        replace(marks, features, "", function (feature) {
          var places = feature.properties.places;
          return marker(feature, "map-pin", "", places[0].name).bindPopup(links(places));
        });
      },
      setClusters: function (features) {
        var isDeep = leaflet.getZoom() >= LAST - 2;
        replace(clusters, features, isDeep, function (feature) {
          var count = feature.properties.count;
          var label = count === 1 ? element.dataset.one : element.dataset.group.replace("0", count);
          var made = marker(feature, "map-group", count, label);
          if (feature.properties.places && isDeep) {
            return made.bindPopup(links(feature.properties.places));
          }
          return made.on("click keypress", function (event) {
            if (event.type === "click" || event.originalEvent.key === "Enter") {
              leaflet.setView(made.getLatLng(), leaflet.getZoom() + 2);
              element.focus();
            }
          });
        });
      },
      setLabels: function (names) {
        labels.clearLayers();
        names.forEach(function (name) {
          var icon = L.divIcon({ className: "map-label", html: text(name[2]), iconSize: null });
          L.marker([name[1], name[0]], { icon: icon, interactive: false, keyboard: false, zIndexOffset: -9999 }).addTo(labels);
        });
      },
      focus: function (point) {
        if (!leaflet) {
          return;
        }
        ring = ring || L.circleMarker(point, { interactive: false, fill: false, radius: 20, weight: 5 });
        ring.setStyle({ color: colour("--amber") }).setLatLng(point).addTo(leaflet);
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
