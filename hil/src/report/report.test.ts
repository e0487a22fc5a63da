import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../station/types.ts';
import { expectWithin } from '../suite/measure.ts';
import { STATUSES } from '../suite/types.ts';
import { ctrfJson } from './ctrf.ts';
import { FIDELITY, timingSentence } from './fidelity.ts';
import { sampleReport } from './fixtures/sample.ts';
import { histogram } from './histogram.ts';
import { junitXml } from './junit.ts';
import { measurementsJson } from './measurements.ts';
import { reportPage } from './page.ts';
import { edgesCsv, edgesVcd, messagesCsv } from './recordings.ts';
import { timeline } from './timeline.ts';
import { writeReports } from './write-reports.ts';

const report = sampleReport();

describe('JUnit', () => {
  const xml = junitXml([report, sampleReport({ serial: 'M7-0002' })], 'host & co');

  it('has a case for every planned test, and counts as it shows', () => {
    expect(xml.match(/<testcase /g)).toHaveLength(2 * report.results.length);
    expect(xml).toContain('tests="9" failures="1" errors="3" time="61.500"');
    expect(xml.match(/<(failure|error|skipped) /g)).toHaveLength(2 * 6);
  });

  it('escapes, and says what to check and what is no timing evidence', () => {
    expect(xml).toContain('hostname="host &amp; co"');
    expect(xml).toContain('&lt;after &quot;E-stop&quot;&gt;');
    expect(xml).toContain('check: Its histogram');
    expect(xml).toContain('<property name="timingEvidence" value="no"/>');
    expect(xml).toContain('quarantine: the access point &lt;2&gt; drops out');
  });
});

describe('CTRF', () => {
  it('has every test with its own status beside, and a summary that adds up', () => {
    const { results } = ctrfJson([report]) as {
      results: { summary: Record<string, number>; tests: Record<string, unknown>[] };
    };
    expect(results.summary).toMatchObject({
      tests: 9,
      passed: 3,
      failed: 1,
      pending: 1,
      skipped: 2,
      other: 2,
      stop: 1772600828500,
    });
    expect(new Set(results.tests.map(({ rawStatus }) => rawStatus))).toEqual(new Set(STATUSES));
    expect(results.tests.find(({ name }) => name === 'safety/estop')).toMatchObject({ flaky: true, status: 'failed' });
    expect(results.tests.find(({ name }) => name === 'timing/heartbeat')).toMatchObject({ flaky: false });
  });
});

it('gives measurements with their samples, and says what they are worth', () => {
  expect(measurementsJson(report)).toMatchObject({
    timingEvidence: false,
    measurements: [
      { test: 'timing/accept', unit: 'ms', verdict: 'marginal' },
      { name: 'period' },
      { status: 'failed' },
    ],
  });
});

describe('recordings', () => {
  const trace = {
    edges: [
      { atUs: 20, signal: 'b, "x"', value: 1 },
      { atUs: 10, signal: '=cmd', value: 0 },
      { atUs: 20, signal: 'steps', value: -2 },
    ],
    messages: [{ atUs: 3, topic: 't', payload: '{"a":1}\n' }],
  };

  it('are CSV in the order of time, which no spreadsheet computes', () => {
    expect(edgesCsv(trace)).toBe('at_us,signal,value\r\n10,\'=cmd,0\r\n20,"b, ""x""",1\r\n20,steps,-2\r\n');
    expect(messagesCsv(trace)).toBe('at_us,topic,payload\r\n3,t,"{""a"":1}\n"\r\n');
  });

  it('are VCD with 1 us', () => {
    expect(edgesVcd(trace, 'study a').split('\n')).toEqual([
      '$timescale 1 us $end',
      '$scope module study_a $end',
      '$var wire 1 ! =cmd $end',
      '$var wire 1 " b,_"x" $end',
      '$var integer 32 # steps $end',
      '$upscope $end',
      '$enddefinitions $end',
      '$dumpvars',
      'x!',
      'x"',
      'bx #',
      '$end',
      '#10',
      '0!',
      '#20',
      '1"',
      'b11111111111111111111111111111110 #',
      '',
    ]);
  });

  it('give each of many wires a name of its own', () => {
    const edges = Array.from({ length: 300 }, (_, index) => ({ atUs: index, signal: `w${index}`, value: 1 }));
    const codes = [...edgesVcd({ edges, messages: [] }, 'm').matchAll(/\$var wire 1 (\S+) /g)].map(([, code]) => code);
    expect(new Set(codes).size).toBe(300);
  });
});

describe('the ledger', () => {
  it('knows every platform, and boards alone give timing evidence', () => {
    expect(Object.keys(FIDELITY).sort()).toEqual([...PLATFORMS].sort());
    expect(PLATFORMS.filter((platform) => FIDELITY[platform].timing)).toEqual(['teensy41', 'esp32']);
    for (const { lines } of Object.values(FIDELITY)) {
      for (const { sentence } of lines) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
    expect(timingSentence('wasm')).toContain('Only teensy41 and esp32');
  });
});

describe('the page', () => {
  const page = reportPage([report]);

  it('shows all that was planned, with comments, evidence, uncertainty and the ledger', () => {
    for (const { id } of report.results) expect(page).toContain(id);
    for (const words of [
      'FAIL: 1 of 9 tests failed.',
      'the access point &lt;2&gt; drops out',
      '12.25 µs ± 1.5',
      'Not passed in 1 of 3 rounds.',
      'are no timing evidence',
      'What kept the bench from testing',
      '<strong class="bad">none</strong>',
      'accept latency: 400 samples from 30 to 39.6 ms; allowed at most 40 ms',
      'safety/estop: 60 edges on 3 wires in 73.75 ms of bench time',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('needs nothing from elsewhere', () => {
    expect(page).not.toMatch(/(src|href)=|url\(|@import|<script|https?:/);
  });

  it('says PASS only when nothing is wanting', () => {
    const { infrastructure: _, ...rest } = report;
    const passed = { ...rest, results: report.results.filter(({ status }) => status === 'passed') };
    expect(reportPage([passed])).toContain('PASS: 3 tests planned, and none failed.');
    expect(reportPage([{ ...passed, results: [] }])).toContain('Nothing was tested');
  });
});

describe('pictures', () => {
  it('hold for odd samples', () => {
    const same = expectWithin('x', 5, 'ms', {}, { samples: [5, 5, 5] });
    expect(histogram(same)?.text).not.toMatch(/NaN|Infinity/);
    expect(
      histogram(expectWithin('x', Number.NaN, 'ms', { high: 3 }, { samples: [1, Number.NaN, 2] }))?.text,
    ).not.toContain('NaN');
    expect(histogram(expectWithin('x', 5, 'ms', {}, { samples: [5] }))).toBeUndefined();
    const many = expectWithin('x', 5, 'ms', {}, { samples: Array.from({ length: 200_000 }, (_, index) => index) });
    expect(histogram(many)?.text.match(/<rect/g)).toHaveLength(40);
  });

  it('say when they leave edges out', () => {
    const edges = Array.from({ length: 2000 }, (_, index) => ({ atUs: index, signal: 'a', value: index % 2 }));
    expect(timeline({ edges, messages: [] }, 't')?.text).toContain('not all of them are drawn');
    expect(timeline({ edges: edges.slice(0, 1), messages: [] }, 't')?.text).not.toMatch(/NaN|Infinity|not all/);
    expect(timeline({ edges: [], messages: [] }, 't')).toBeUndefined();
  });
});

it('writes every report of a command into one folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-report-'));
  try {
    const written = writeReports(folder, [report, sampleReport({ serial: 'a/b' })], 'host').map((path) =>
      relative(folder, path),
    );
    const own = 'study_a-M7-0001-20260304T050607000Z';
    expect(written.filter((path) => path.startsWith(own)).map((path) => path.slice(own.length + 1))).toEqual([
      'session.json',
      'measurements.json',
      'timing__accept.edges.csv',
      'timing__accept.vcd',
      'timing__accept.messages.csv',
      'safety__estop.edges.csv',
      'safety__estop.vcd',
      'safety__estop.messages.csv',
    ]);
    expect(written.slice(-3)).toEqual(['junit.xml', 'ctrf.json', 'report.html']);
    expect(new Set(written).size).toBe(written.length);
    expect(JSON.parse(readFileSync(join(folder, own, 'session.json'), 'utf8'))).toEqual(report);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
