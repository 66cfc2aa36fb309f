"use strict";
// A link to a span lights its pieces in the text and scrolls there; the button goes back to where one read.
(function () {
  var back = document.getElementById("back"), from = 0;
  function clear() {
    document.querySelectorAll(".lit").forEach(function (e) { e.classList.remove("lit"); });
  }
  function light() {
    clear();
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.classList.contains("anchor")) { return; }
    var start = +target.dataset.start, end = +target.dataset.end, first = null;
    target.parentNode.querySelectorAll(".raw > span").forEach(function (e) {
      if (+e.dataset.start >= start && +e.dataset.end <= end) { e.classList.add("lit"); first = first || e; }
    });
    if (first) { first.scrollIntoView({ block: "center" }); back.hidden = false; }
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest("a.fact, svg a")) { from = window.scrollY; }
  });
  back.addEventListener("click", function () { back.hidden = true; clear(); window.scrollTo(0, from); });
  window.addEventListener("hashchange", light);
  light();
})();
