import { type ReadAcceptance, refusedAcceptances } from '../domain/acceptance.ts';
import type { Finding } from '../domain/finding.ts';
import type { Settings } from '../domain/settings.ts';
import type { Verdict } from '../domain/verdict.ts';
import { levelFindings } from '../policy/rules.ts';
import type { GatePorts } from './gate-ports.ts';

/**
 * The verdict with what a maintainer has said of it: a FAIL that was accepted stays one, and may land (github.md, rule 16).
 * Nothing else can be accepted: what could not be decided has nothing to accept. An acceptance that counts for nothing is
 * told, with the reason, so that nobody waits for it.
 */
export async function accept(
  verdict: Verdict,
  {
    acceptance,
    digest,
    levels,
  }: Pick<GatePorts, 'acceptance'> & {
    readonly digest: string | undefined;
    readonly levels: Settings['levels'];
  },
): Promise<{ readonly verdict: Verdict; readonly findings: readonly Finding[] }> {
  if (verdict.outcome !== 'fail' || acceptance === undefined || digest === undefined) return { verdict, findings: [] };
  const read = await acceptance(digest);
  const { accepted } = read;
  const elsewhere = stoppedElsewhere(verdict, levels);
  if (accepted !== undefined && elsewhere.length === 0) return { verdict: { ...verdict, accepted }, findings: [] };
  const findings = accepted === undefined ? refusals(read) : [notAll(elsewhere)];
  const because = [...verdict.because, ...levelFindings(findings, levels)];
  return { verdict: { ...verdict, because }, findings };
}

/** Suites that stop the change for another reason than a drop: of them nobody knows what there would be to accept. */
function stoppedElsewhere({ perSuite }: Verdict, levels: Settings['levels']): readonly string[] {
  return perSuite
    .filter(({ outcome, reason }) => outcome === 'inconclusive' && levels[reason ?? 'undecided'] === 'fail')
    .map(({ suite }) => suite);
}

function notAll(suites: readonly string[]): Finding {
  const names = suites.map((suite) => `\`${suite}\``).join(', ');
  return {
    ruleId: 'acceptance-refused',
    message: `the drop was accepted, and the change stops all the same: nothing could be decided about ${names}, and what is not known cannot be accepted`,
  };
}

function refusals({ refused, readable }: ReadAcceptance): readonly Finding[] {
  const unread: Finding = {
    ruleId: 'acceptance-refused',
    message:
      'Whether a maintainer accepted this drop could not be read; run the job again, with `pull-requests: read` at least',
  };
  return [
    ...refused.map(({ by, why }): Finding => ({
      ruleId: 'acceptance-refused',
      message: `\`/steelyard accept\` by ${by === '' ? 'somebody unknown' : `\`${by}\``} counts for nothing: ${refusedAcceptances[why]}`,
    })),
    ...(readable ? [] : [unread]),
  ];
}
