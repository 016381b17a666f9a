/* In the page editor: the weight and wording of the page, read again after each preview. */
(function () {
  "use strict";

  var timer = null;
  document.addEventListener("w-preview:loaded", function () {
    clearTimeout(timer);
    timer = setTimeout(refresh, 300);
  });

  function refresh() {
    var panel = document.querySelector("[data-page-report]");
    var preview = document.querySelector("[data-w-preview-url-value]");
    if (!panel || !preview) {
      return;
    }
    var address = new URL(preview.dataset.wPreviewUrlValue, location.href);
    address.searchParams.set("mode", "bilan");
    fetch(address)
      .then(function (response) { return response.text(); })
      .then(function (text) {
        var report = new DOMParser().parseFromString(text, "text/html").querySelector("[data-report]");
        if (report) {
          panel.replaceChildren(document.importNode(report, true));
        }
      })
      .catch(function () {
        panel.textContent = "Le bilan n’a pas pu être fait. Enregistrez, puis rouvrez ce volet.";
      });
  }
})();
