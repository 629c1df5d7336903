// The two switches of a lesson; without this script the short path still works, and each fold of Python opens alone.
(() => {
  const python = document.getElementById("python"), short = document.getElementById("short"), key = "short path";
  python.parentElement.hidden = false;
  python.addEventListener("change", () => {
    document.querySelectorAll("details.code").forEach((fold) => { fold.open = python.checked; });
  });
  const kept = (value) => { try { return value === undefined ? localStorage.getItem(key) : localStorage.setItem(key, value); } catch { return null; } };
  const changed = () => { kept(short.checked ? "yes" : "no"); dispatchEvent(new Event("resize")); };
  document.querySelectorAll("[name=path]").forEach((choice) => choice.addEventListener("change", changed));
  if (kept() === "yes") short.checked = true;
  // the menu closes behind a link into the page
  const menu = document.querySelector(".menu");
  menu.addEventListener("click", ({ target }) => { if (target.closest("a[href^='#']")) menu.open = false; });
})();
