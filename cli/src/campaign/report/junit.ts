/** The report as JUnit XML: a test case an invariant, so that whatever shows test results shows campaigns. */
import { escapeText } from '@understudy/hil/page-kit';
import { type CampaignReport, type InvariantLine, verdictOf } from './model.ts';
import { instant, plural, ranges } from './words.ts';

export interface JunitStamp {
  readonly host: string;
  readonly writtenAt: Date;
}

interface TestCase {
  readonly name: string;
  /** Of what failed (the room's side) or erred (the campaign's side). */
  readonly trouble?: { readonly kind: 'failure' | 'error'; readonly message: string; readonly text: string };
}

export function junitXml(report: CampaignReport, { host, writtenAt }: JunitStamp): string {
  const cases = [...report.invariants.map((line) => invariantCase(report, line)), ...otherCases(report)];
  const count = (kind: 'failure' | 'error'): number => cases.filter(({ trouble }) => trouble?.kind === kind).length;
  const { room, seed, codeHash, roomHash } = report.settings;
  const properties = {
    seed,
    codeHash,
    roomHash,
    games: report.games,
    invalid: report.invalid,
    verdict: verdictOf(report),
  };
  const suite = attributes({
    id: 0,
    name: `campaign ${room}`,
    package: 'understudy.campaign',
    timestamp: writtenAt.toISOString().slice(0, 19),
    hostname: host,
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    time: report.timing.wallSeconds.toFixed(3),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite ${suite}>`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property ${attributes({ name, value })}/>`),
    '    </properties>',
    ...cases.flatMap((testCase) => caseLines(`campaign.${room}`, testCase)),
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escapeText(String(value))}"`)
    .join(' ');

function caseLines(classname: string, { name, trouble }: TestCase): string[] {
  const own = attributes({ classname, name, time: '0.000' });
  if (trouble === undefined) return [`    <testcase ${own}/>`];
  const { kind, message, text } = trouble;
  return [
    `    <testcase ${own}>`,
    `      <${kind} ${attributes({ message, type: kind === 'failure' ? 'violation' : 'infrastructure' })}>${escapeText(text)}</${kind}>`,
    '    </testcase>',
  ];
}

function invariantCase({ failures }: CampaignReport, { number, title }: InvariantLine): TestCase {
  const name = `${number} ${title}`;
  const ours = failures.filter(({ firstViolation }) => firstViolation.number === number);
  if (ours.length === 0) return { name };
  const text = ours.map(
    ({ game, firstViolation: { atUs, detail }, replay }) =>
      `game ${game} at ${instant(atUs / 1000)}: ${detail}\n  ${replay}`,
  );
  const message = `broken in ${plural(ours.length, 'game')}`;
  return { name, trouble: { kind: 'failure', message, text: text.join('\n') } };
}

function otherCases({ divergences, missing }: CampaignReport): TestCase[] {
  const equal = 'a game run twice is the same game';
  const whole = 'every shard was run and kept';
  const sometimes = 'everything rare was seen sometimes';
  const gone = [
    ...(missing.stopped ? ['stopped by hand'] : []),
    ...(missing.games.length > 0 ? [`games ${ranges(missing.games)} are missing`] : []),
    ...missing.lost.map(({ shard, attempts, reason }) => `shard ${shard} failed ${attempts} times: ${reason}`),
    ...missing.troubles,
  ];
  return [
    divergences.length === 0
      ? { name: equal }
      : {
          name: equal,
          trouble: {
            kind: 'failure',
            message: `${plural(divergences.length, 'game')} diverged`,
            text: divergences
              .map(
                ({ game, afterEvents, expected, seen }) =>
                  `game ${game} after ${afterEvents} events: expected ${expected}, seen ${seen}`,
              )
              .join('\n'),
          },
        },
    missing.sometimes.length === 0
      ? { name: sometimes }
      : {
          name: sometimes,
          trouble: {
            kind: 'failure',
            message: `${missing.sometimes.length} never seen`,
            text: missing.sometimes.map(({ name, sentence }) => `${name}: ${sentence}`).join('\n'),
          },
        },
    gone.length === 0
      ? { name: whole }
      : { name: whole, trouble: { kind: 'error', message: 'the campaign is not whole', text: gone.join('\n') } },
  ];
}
