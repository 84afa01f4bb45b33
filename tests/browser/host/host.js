// Hears everything that a host can hear, before the loader does.
window.heard = []; // events of the loader
window.messages = []; // whatever frames post, with the place of the frame
window.broken = []; // the host's own policy
window.heights = []; // each height that a frame was given
for (const kind of ["ready", "answer", "shared", "height", "undefined"]) {
  document.addEventListener(`subsidy-${kind}`, (event) => window.heard.push([kind, event.target.id, event.detail]));
}
addEventListener("message", ({ source, data }) => {
  const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
  window.messages.push([frame?.parentElement.id ?? "", data]);
});
document.addEventListener("securitypolicyviolation", (event) => window.broken.push(`${event.effectiveDirective}: ${event.blockedURI}`));
new MutationObserver((all) => all.forEach(({ target }) => target.tagName === "IFRAME" && window.heights.push(target.style.height))).observe(document, {
  subtree: true,
  attributeFilter: ["style"],
});
