// A frame of a third party on the host's page: asks the calculators for answers, and gives itself out as one of them.
const claims = [{ subsidy: "height", height: 7777 }, { subsidy: "answer", outcome: "amount", amount: "1.00" }, { subsidy: "shared", inputs: {} }, null, "height", 5, []];
const asks = [{ subsidy: "events" }, { subsidy: "shared" }, { subsidy: "events", origin: location.origin }, null, "events"];
addEventListener("message", ({ data }) => parent.postMessage({ caught: data }, "*"));
for (let at = 0; at < parent.frames.length; at += 1) if (parent.frames[at] !== window) for (const ask of asks) parent.frames[at].postMessage(ask, "*");
for (const claim of claims) parent.postMessage(claim, "*");
parent.postMessage({ done: true }, "*");
