// Draws the picture of a plan with the page's own module: {reply, words, name} on standard input, the picture on standard output.
import { picture, yearsOf } from "../../assets/plan/picture.js";

let text = "";
for await (const piece of process.stdin) text += piece;
const { reply, words, name } = JSON.parse(text);
process.stdout.write(JSON.stringify(picture(yearsOf(reply), words, name)));
