/* The form of a report shows only what concerns what was chosen. Without it, everything is shown. */
(function () {
  "use strict";

  var form = document.querySelector("[data-report]");
  if (!form) {
    return;
  }
  var parts = form.querySelectorAll("[data-when]");

  // « data-when="location=other home" »: shown when one of these values is chosen.
  function isWanted(part) {
    var rule = part.getAttribute("data-when").split("=");
    var values = rule[1].split(" ");
    return Array.prototype.some.call(form.querySelectorAll("[name='" + rule[0] + "']:checked"), function (input) {
      return values.indexOf(input.value) !== -1;
    });
  }

  function show(part) {
    var wanted = isWanted(part) || part.querySelector(".has-error") !== null;
    if (part.hidden === !wanted) {
      return;
    }
    part.hidden = !wanted;
    if (part.tagName === "DETAILS") {
      part.open = wanted;
    }
    if (!wanted && part.hasAttribute("data-clears")) {
      part.querySelectorAll(":checked").forEach(function (input) {
        input.checked = false;
      });
    }
  }

  function showAll() {
    parts.forEach(show);
  }

  form.addEventListener("change", showAll);
  showAll();

  // Enter presses the first button of a form, here the search of a person: outside of it, Enter saves.
  form.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.matches("input:not([type='search'])")) {
      event.preventDefault();
      form.querySelector("[data-send]").click();
    }
  });
})();
