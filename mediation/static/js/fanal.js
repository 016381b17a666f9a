/* Small comforts for every page. Nothing here is needed: each page works without it. */
(function () {
  "use strict";

  // After a refused form, the summary is read first and its links lead into the fields.
  var summary = document.querySelector(".error-summary");
  if (summary) {
    summary.focus();
  }

  // What only a script can do is shown only when the script runs.
  document.querySelectorAll("[data-print], [data-geolocate]").forEach(function (button) {
    button.hidden = false;
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-print], [data-geolocate]");
    if (!button) {
      return;
    }
    if (button.hasAttribute("data-print")) {
      window.print();
    } else {
      locate(button);
    }
  });

  function say(button, text) {
    var status = button.parentNode.querySelector("[data-geolocate-status]");
    if (!status) {
      status = document.createElement("p");
      status.setAttribute("data-geolocate-status", "");
      status.setAttribute("role", "status");
      status.className = "hint";
      button.after(status);
    }
    status.textContent = text;
  }

  function fill(form, name, value) {
    var input = form.elements.namedItem(name);
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      form.append(input);
    }
    // About a hundred metres: enough to sort places, too little to tell a house.
    input.value = value.toFixed(3);
  }

  function locate(button) {
    if (!navigator.geolocation) {
      say(button, "Votre appareil ne donne pas sa position. Écrivez plutôt votre commune.");
      return;
    }
    say(button, "Recherche de votre position…");
    navigator.geolocation.getCurrentPosition(
      function (position) {
        var form = button.form || button.closest("form");
        fill(form, "lat", position.coords.latitude);
        fill(form, "lon", position.coords.longitude);
        form.querySelectorAll("[data-place-query]").forEach(function (input) {
          input.value = "";
          input.required = false;
        });
        form.submit();
      },
      function () {
        say(button, "Votre position n’est pas disponible. Écrivez plutôt votre commune.");
      },
      { maximumAge: 300000, timeout: 10000 }
    );
  }
})();
