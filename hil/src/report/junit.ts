/** Sessions as JUnit XML: a suite a session, a case a planned test. */
import type { SessionReport, TestResult } from '../suite/types.ts';
import { adviceFor } from '../suite/what-to-check.ts';
import { FIDELITY } from './fidelity.ts';
import { escapeText } from './html.ts';
import { valueText } from './words.ts';

type Trouble = 'failure' | 'error' | 'skipped';

/** A blocked or invalid test is an error: it was planned, and nothing is known of it. */
const TROUBLE: Readonly<Record<TestResult['status'], Trouble | undefined>> = {
  passed: undefined,
  failed: 'failure',
  error: 'error',
  blocked: 'error',
  invalid: 'error',
  skipped: 'skipped',
  filtered: 'skipped',
};

export function junitXml(reports: readonly SessionReport[], host: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...reports.flatMap((report, index) => suiteLines(report, index, host)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines({ facts, results, infrastructure }: SessionReport, id: number, hostname: string): string[] {
  const count = (trouble: Trouble): number => results.filter(({ status }) => TROUBLE[status] === trouble).length;
  const suite = attributes({
    name: `${facts.room}/${facts.controller} on ${facts.platform}`,
    package: 'understudy.hil',
    id,
    timestamp: facts.startedAt.slice(0, 19),
    hostname,
    tests: results.length,
    failures: count('failure'),
    errors: count('error'),
    time: facts.seconds.toFixed(3),
  });
  const properties = {
    serial: facts.serial,
    bench: facts.bench,
    platform: facts.platform,
    seed: facts.seed,
    timingEvidence: FIDELITY[facts.platform].timing ? 'yes' : 'no',
    ...prefixed('dut', facts.dutHello),
    ...prefixed('bench', facts.benchHello),
    ...(facts.clocks !== undefined && prefixed('clocks', facts.clocks)),
    ...(infrastructure !== undefined && prefixed('infrastructure', infrastructure)),
  };
  return [
    `  <testsuite ${suite}>`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property ${attributes({ name, value })}/>`),
    '    </properties>',
    ...results.flatMap((result) => caseLines(facts.platform, result)),
    `    <system-out>${escapeText(results.flatMap(notes).join('\n'))}</system-out>`,
    '    <system-err/>',
    '  </testsuite>',
  ];
}

function caseLines(platform: string, result: TestResult): string[] {
  const { id, suite, title, status, code = status, message = title, durationMs } = result;
  const classname = `hil.${platform}.${suite}`;
  const own = attributes({ classname, name: id, time: (durationMs / 1000).toFixed(3) });
  const trouble = TROUBLE[status];
  if (trouble === undefined) return [`    <testcase ${own}/>`];
  const body = trouble === 'skipped' ? '' : escapeText(details(result, code, message));
  const said = attributes(trouble === 'skipped' ? { message: `${code}: ${message}` } : { message, type: code });
  return [`    <testcase ${own}>`, `      <${trouble} ${said}>${body}</${trouble}>`, '    </testcase>'];
}

/** What the format has no place for in a case. */
const notes = ({ id, measurements, quarantine }: TestResult): string[] => [
  ...(quarantine === undefined ? [] : [`${id} quarantine: ${quarantine}`]),
  ...measurements.map((one) => `${id} ${one.name}: ${valueText(one)} (${one.verdict})`),
];

function details({ status, title, expected, seen }: TestResult, code: string, message: string): string {
  return [
    `${status} ${code}: ${message}`,
    title,
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(seen === undefined ? [] : [`seen: ${seen}`]),
    ...adviceFor(code).check.map((thing) => `check: ${thing}`),
  ].join('\n');
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escapeText(String(value))}"`)
    .join(' ');

const prefixed = (prefix: string, values: object): Record<string, string | number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value as string | number]));
