/* Open the explorer of the API when it is asked for: it is heavy, and the page says all it knows. */
(function () {
  "use strict";

  var button = document.getElementById("ouvrir-explorateur");
  var zone = document.getElementById("explorateur-zone");
  var status = document.getElementById("explorateur-etat");
  button.hidden = false;
  status.textContent = "";

  button.addEventListener("click", function () {
    button.disabled = true;
    status.textContent = "";
    load().then(show, fail);
  });

  function load() {
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = button.dataset.css;
    var script = document.createElement("script");
    script.src = button.dataset.script;
    return Promise.all([style, script].map(function (element) {
      return new Promise(function (resolve, reject) {
        element.onload = resolve;
        element.onerror = reject;
        document.head.append(element);
      });
    }));
  }

  function show() {
    zone.hidden = false;
    button.hidden = true;
    window.SwaggerUIBundle({
      url: button.dataset.schema,
      domNode: zone,
      presets: [window.SwaggerUIBundle.presets.apis],
      layout: "BaseLayout",
      docExpansion: "list",
      defaultModelsExpandDepth: -1,
      tryItOutEnabled: true,
      validatorUrl: null
    });
    zone.tabIndex = -1;
    zone.focus();
  }

  function fail() {
    button.disabled = false;
    status.textContent = button.dataset.failed;
  }
})();
