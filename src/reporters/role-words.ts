import type { Report, RoleCase, RoleResult } from '../domain/report.ts';
import { type BrokenCase, brokenCases } from './broken-cases.ts';
import { count } from './numbers.ts';
import { code, list, own, words, type Words } from './words.ts';
import { subject } from './subject.ts';

/** What must not fail, in words. */
export const roleWords = { broken, failed, decided };

/** What broke, for somebody who knows the product and no statistics: sentences without their full stops. */
function broken(report: Report): readonly Words[] {
  const all = brokenCases(report);
  const sentinels = all.filter(({ role }) => role === 'sentinel');
  const invariants = all.filter(({ role }) => role === 'invariant');
  return [
    ...(sentinels.length === 0 ? [] : [sentinelWords(report, sentinels)]),
    ...(invariants.length === 0
      ? []
      : [
          invariantWords(invariants),
          words`an invariant is a rule that you set and no statistical claim: one wrong answer is enough, whatever the averages say, and the version before is not asked`,
        ]),
  ];
}

function sentinelWords(report: Report, cases: readonly BrokenCase[]): Words {
  const [it, goes] = cases.length === 1 ? ['it', 'it goes'] : ['they', 'each goes'];
  const times = cases[0]?.again?.candidate.of ?? 0;
  return words`with ${subject(report)} ${names(cases)} ${own(cases.length === 1 ? 'fails' : 'fail')}, and ${own(it)} must not: asked again, ${own(goes)} wrong ${own(`${times} of ${times}`)} times, and never in the version before`;
}

function invariantWords(cases: readonly BrokenCase[]): Words {
  const [one, another] = cases;
  const nouns = another === undefined ? 'the invariant' : 'the invariants';
  const howOften =
    another !== undefined || one === undefined
      ? ''
      : one.first.of === 1
        ? ': its answer was wrong'
        : `: ${one.first.failed} of ${one.first.of} answers were wrong`;
  return words`the new version breaks ${own(nouns)} ${names(cases)}${own(howOften)}`;
}

function names(cases: readonly BrokenCase[]): Words {
  return list(cases.map(({ caseId }) => [code(caseId)]));
}

/** " · sentinel: wrong 5 of 5 times, before 0 of 5 times" */
function failed({ role, first, again }: RoleCase): Words {
  const times = ({ failed: wrong, of }: RoleCase['first']): string => `${wrong} of ${count(of, 'time')}`;
  return again === undefined
    ? words` · ${own(`${role}: wrong ${times(first)}`)}`
    : words` · ${own(`${role}: wrong ${times(again.candidate)}, before ${times(again.control)}`)}`;
}

/** How it came about, for people who do speak statistics. */
function decided(report: Report): readonly Words[] {
  return (report.roles ?? []).map((result) => {
    const parts = [
      ...(result.sentinels === 0 ? [] : [sentinelFacts(result)]),
      ...(result.invariants === 0 ? [] : [`${count(result.invariants, 'invariant')} (a rule, outside of α)`]),
    ];
    return words`Must-not-fail cases of ${code(result.suite)}, beside the sample and in no comparison: ${own(parts.join('; '))}.`;
  });
}

function sentinelFacts({ sentinels, cases }: RoleResult): string {
  const again = cases.filter(({ again: fresh }) => fresh !== undefined).length;
  const asked = again === 0 ? '' : `, ${again} of them again on fresh runs of both versions`;
  return `${count(sentinels, 'sentinel')} asked once${asked}`;
}
