/* Suggest communes under a field while one types; without it, the field is searched as it stands. */
(function () {
  "use strict";

  document.querySelectorAll("[data-suggest]").forEach(function (input, number) {
    var list = document.createElement("ul");
    var active = -1;
    var asked = 0;
    var timer;

    list.id = "communes-" + number;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Communes");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("autocomplete", "off");
    input.parentNode.classList.add("suggest");
    input.after(list);

    // The code of the commune chosen travels beside its name, until the name is changed.
    function keep(code) {
      ["lat", "lon", "commune"].forEach(function (name) {
        var field = input.form.elements.namedItem(name);
        if (field) {
          field.remove();
        }
      });
      if (code) {
        var hidden = document.createElement("input");
        hidden.type = "hidden";
        hidden.name = "commune";
        hidden.value = code;
        input.form.append(hidden);
      }
    }

    function close() {
      asked += 1;
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    }

    function mark(index) {
      active = index;
      input.removeAttribute("aria-activedescendant");
      Array.from(list.children).forEach(function (option, position) {
        option.setAttribute("aria-selected", position === index);
        if (position === index) {
          input.setAttribute("aria-activedescendant", option.id);
          option.scrollIntoView({ block: "nearest" });
        }
      });
    }

    function choose(option) {
      input.value = option.dataset.label;
      keep(option.dataset.code);
      close();
    }

    function show(communes) {
      list.replaceChildren.apply(
        list,
        communes.map(function (commune, index) {
          var option = document.createElement("li");
          option.id = list.id + "-" + index;
          option.setAttribute("role", "option");
          option.dataset.code = commune.code;
          option.dataset.label = commune.label;
          option.textContent = commune.label + " · " + commune.hint;
          return option;
        })
      );
      list.hidden = !communes.length;
      input.setAttribute("aria-expanded", !list.hidden);
      mark(-1);
    }

    function ask() {
      var ticket = (asked += 1);
      var typed = input.value.trim();
      if (typed.length < 2) {
        close();
        return;
      }
      fetch(input.dataset.suggest + "?q=" + encodeURIComponent(typed))
        .then(function (response) {
          return response.ok ? response.json() : [];
        })
        .then(function (communes) {
          if (ticket === asked) {
            show(communes);
          }
        })
        .catch(close);
    }

    input.addEventListener("input", function () {
      keep("");
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener("blur", function () {
      clearTimeout(timer);
      close();
    });
    input.addEventListener("keydown", function (event) {
      var count = list.children.length;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (list.hidden) {
        return;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        // From nothing, down is the first and up is the last; past either end, back to what was typed.
        mark(((active + 1 + (event.key === "ArrowDown" ? 1 : -1) + count + 1) % (count + 1)) - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        choose(list.children[active]);
      }
    });
    list.addEventListener("mousedown", function (event) {
      event.preventDefault();
      var option = event.target.closest("[role=option]");
      if (option) {
        choose(option);
      }
    });
  });
})();
