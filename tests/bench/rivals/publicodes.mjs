// Answers the three rules with publicodes. First line in: the cases; line out: their amounts in yuan. Each further line in: seconds to
// go on for; line out: how many answers that gave, and in how many seconds.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const [, , modules] = process.argv
const find = createRequire(pathToFileURL(`${modules}/`))
const { default: Engine } = find('publicodes')
const { parse } = find('yaml')

const engine = new Engine(parse(readFileSync(new URL('rules.publicodes.yaml', import.meta.url), 'utf8')))

const RULES = {
  capped_rate: ['compute voucher', ({ spend, year }) => ({ 'annual spend': spend, 'funded year': year })],
  ladder: ['cloud adoption', ({ spend, year }) => ({ 'annual spend': spend, 'funded year': year })],
  capped_sum: [
    'project matching',
    ({ grants: [first, second, third] }) => ({
      'project matching . first grant': first,
      'project matching . second grant': second,
      'project matching . third grant': third,
    }),
  ],
}

/** One answer with its steps, which are the evaluated tree: `explanation` and `nodeValue` of every node. */
function answer([rule, situation]) {
  return engine.setSituation(situation).evaluate(rule)
}

let asked = []
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line)
  if (Array.isArray(told)) {
    asked = told.map((one) => [RULES[one.rule][0], RULES[one.rule][1](one)])
    console.log(JSON.stringify(asked.map((one) => answer(one).nodeValue || 0)))
  } else {
    let [answers, now] = [0, performance.now()]
    const start = now
    do {
      asked.forEach(answer)
      answers += asked.length
      now = performance.now()
    } while (now - start < told.seconds * 1000)
    console.log(JSON.stringify({ answers, seconds: (now - start) / 1000 }))
  }
}
