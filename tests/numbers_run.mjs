// Runs page/numbers.js on many texts: JSON on standard input, JSON on standard output.
import { isBare, trimmed } from "../site_src/assets/page/numbers.js";

let text = "";
for await (const piece of process.stdin) text += piece;
process.stdout.write(JSON.stringify(JSON.parse(text).map((one) => ({ bare: isBare(one), trimmed: trimmed(one) }))));
