// On a page: load the chart library once, then play every chart that waits.
(() => {
  const root = document.querySelector("#{id}:not([data-played])");
  if (!root) return;
  root.dataset.played = "";
  window.kxLibrary ||= window.Plotly ? Promise.resolve() : new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: "{src}", integrity: "{integrity}", crossOrigin: "anonymous", onload: done, onerror: failed });
    document.head.append(script);
  });
  window.kxLibrary
    .then(() => kxPlay(root, root.querySelector(".kx-data").textContent, window.Plotly))
    .catch(() => { root.querySelector(".kx-offline").hidden = false; });
})();
