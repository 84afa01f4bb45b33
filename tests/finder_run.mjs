// Runs the finder's own modules over many applicants: JSON on standard input {data, applicants, queries, brief}, JSON on standard output.
// `brief`: only the first letter of each verdict, for many thousands of applicants.
import { read, write } from "../site_src/assets/finder/address.js";
import { match, questionsFor } from "../site_src/assets/finder/match.js";

let text = "";
for await (const piece of process.stdin) text += piece;
const { data, applicants, queries, brief } = JSON.parse(text);
if (brief) {
  const stood = applicants.map((applicant) => match(data, applicant).map(({ verdict }) => verdict[0]).join(""));
  process.stdout.write(JSON.stringify(stood));
} else {
  const matched = applicants.map((applicant) => ({ verdicts: match(data, applicant), asks: questionsFor(data, applicant) }));
  const addresses = applicants.map((applicant) => write(applicant, []));
  const back = addresses.map((address) => read(address, data));
  const parsed = queries.map((query) => {
    const found = read(query, data);
    return { ...found, written: write(found.applicant, found.strays) };
  });
  process.stdout.write(JSON.stringify({ matched, addresses, back, parsed }));
}
