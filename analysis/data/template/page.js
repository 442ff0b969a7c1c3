// Contents open where there is room; one switch for all code; a mark opens its rows; the contents follow the reader; a table
// is a stop for the keyboard only while it scrolls. Nothing is fetched.
(() => {
  const contents = document.querySelector("#contents details");
  if (contents && matchMedia("(min-width: 64rem)").matches) contents.open = true;

  const codes = [...document.querySelectorAll("details.code")];
  const button = document.getElementById("switch");
  if (button && codes.length) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      codes.forEach((code) => { code.open = open; });
      button.setAttribute("aria-pressed", open);
      button.textContent = open ? "Hide all code" : "Show all code";
    });
  }

  const open = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = place && place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (place && place.matches("details.rows")) {
      place.scrollIntoView();
      place.querySelector("summary").focus({ preventScroll: true });
    } else if (place && place.matches("details.rows li")) show(place);
  };
  const show = (place) => {
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  };
  const showNumbers = (mark) => {
    const fold = mark.closest("figure").querySelector("details");
    const rows = mark.dataset.row.split(" ").map((place) => fold.querySelector("tbody").rows[place]);
    fold.querySelectorAll("tr[aria-current]").forEach((row) => row.removeAttribute("aria-current"));
    rows.forEach((row) => row.setAttribute("aria-current", "true"));
    fold.open = true;
    show(rows[0]);
  };
  addEventListener("hashchange", open);
  if (location.hash) open();
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-rows], [data-row]");
    const link = event.target.closest('a[href^="#"]');
    if (mark && !mark.dataset.rows) return showNumbers(mark);
    const hash = mark ? "#" + mark.dataset.rows : link ? link.hash : "";
    if (hash && location.hash === hash) setTimeout(open); // a place that was visited before
    if (mark) location.hash = hash;
  });

  const told = new Map([...document.querySelectorAll("[role=group][tabindex]")].map((place) =>
    [place, ["role", "tabindex", "aria-label"].map((name) => [name, place.getAttribute(name)])]));
  const stops = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    const scrolls = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
    if (!scrolls && target === document.activeElement) return;
    told.get(target).forEach(([name, value]) => {
      if (scrolls) target.setAttribute(name, value); else target.removeAttribute(name);
    });
  }));
  told.forEach((_, place) => stops.observe(place));

  const links = new Map([...document.querySelectorAll("#contents a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    const entered = entries.find((entry) => entry.isIntersecting);
    if (!entered) return;
    links.forEach((link) => link.removeAttribute("aria-current"));
    links.get(entered.target.id).setAttribute("aria-current", "true");
  }, { rootMargin: "0px 0px -85% 0px" });
  links.forEach((_, id) => { const place = document.getElementById(id); if (place) watcher.observe(place); });
})();
