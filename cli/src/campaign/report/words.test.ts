import { html } from '@understudy/hil/page-kit';
import { describe, expect, it } from 'vitest';
import { duration, instant, percent, ranges, slack } from './words.ts';

describe('words', () => {
  it.each([
    [[], ''],
    [[4], '4'],
    [[0, 1, 2, 7, 9, 10], '0 to 2, 7, 9 to 10'],
  ])('%j are "%s"', (numbers, text) => expect(ranges(numbers)).toBe(text));

  it.each([
    [0, '0:00.000'],
    [61_500, '1:01.500'],
    [3_723_250.9, '1:02:03.250'],
  ])('%d ms are %s', (ms, text) => expect(instant(ms)).toBe(text));

  it.each([
    [1.25, '1.3 s'],
    [59.6, '60 s'],
    [200, '3 min 20 s'],
    [7500, '2 h 5 min'],
  ])('%d s are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  it('never calls less than all 100 %', () => {
    expect([percent(9999, 10_000), percent(10, 10), percent(0, 0), percent(1, 3)]).toEqual([
      '99.9 %',
      '100 %',
      '100 %',
      '33.3 %',
    ]);
  });

  it('tells slack in ms while it is small', () => expect([slack(-3), slack(25_000)]).toEqual(['-3 ms', '25.0 s']));
});

describe('html', () => {
  it('escapes what is put in, once', () => {
    const inner = html`<b>${'a & "b"'}</b>`;
    expect(html`<p title="${"'x'"}">${inner}${[inner, inner]}${undefined}${3}</p>`.text).toBe(
      '<p title="&#39;x&#39;"><b>a &amp; &quot;b&quot;</b><b>a &amp; &quot;b&quot;</b><b>a &amp; &quot;b&quot;</b>3</p>',
    );
  });

  it('leaves out what no document can hold', () => expect(html`${'a\u0000\u001b[2K\tb\n'}`.text).toBe('a??[2K\tb\n'));
});
