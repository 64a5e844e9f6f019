import type { Finding } from '../domain/finding.ts';
import type { RoleCase } from '../domain/report.ts';

/** Of an answer, in a message. */
const LONGEST = 120;

/** What to say of one suite's must-not-fail cases that did not hold at once, each with the mend. */
export function roleFindings(
  suite: string,
  cases: readonly RoleCase[],
  of: { readonly showOutputs: 'none' | 'excerpt' },
): readonly Finding[] {
  return cases.map((one): Finding => {
    const name = `\`${one.caseId}\``;
    const answer = of.showOutputs === 'none' ? '' : answered(one);
    if (one.outcome === 'lost') {
      return {
        ruleId: 'too-many-errors',
        suite,
        message: `${name} must not fail and could not be checked: calls for it were lost on the way to or from the model, or no gated metric could score its answers`,
      };
    }
    if (one.outcome === 'recovered') {
      return {
        ruleId: 'sentinel-recovered',
        suite,
        message: `${name} must not fail, failed when it was first asked, and did not fail for good when both versions were asked again (${before(one)})${answer}. It counts as held; a case that wavers like this guards little`,
      };
    }
    if (one.role === 'sentinel') {
      return {
        ruleId: 'sentinel-failed',
        suite,
        message: `${name} must not fail, and this change breaks it: ${before(one)}${answer}. Fix the change; if the case is wrong, mend it in a change of its own first`,
      };
    }
    return {
      ruleId: 'invariant-broken',
      suite,
      message: `${name} is an invariant, and the new version broke it in ${one.first.failed} of ${one.first.of} answers${answer}. That is a rule and no statistical claim: one is enough, however the version before answers. Fix what answers so`,
    };
  });
}

/** "0 of 5 before, 5 of 5 now fail" */
function before({ first, again }: RoleCase): string {
  if (again === undefined) return `${first.failed} of ${first.of} now fail`;
  const { control, candidate } = again;
  return `${control.failed} of ${control.of} before, ${candidate.failed} of ${candidate.of} now fail`;
}

function answered({ candidateOutput, explanation }: RoleCase): string {
  const text = excerpt(candidateOutput);
  if (text !== '') return `; it answered “${text}”`;
  return explanation === undefined ? '' : `; it gave no answer (${excerpt(explanation)})`;
}

/** One line, without the backticks that make names in a message. */
function excerpt(text: string): string {
  const points = Array.from(text.replaceAll('`', '’').replaceAll(/\s+/gu, ' ').trim());
  return points.length <= LONGEST ? points.join('') : `${points.slice(0, LONGEST - 1).join('')}…`;
}
