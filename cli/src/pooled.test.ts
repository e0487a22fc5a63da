import { describe, expect, it } from 'vitest';
import { pooled } from './pooled.ts';

/** Lets every lane that can go on do so. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('pooled', () => {
  it('gives results in the order of the items, whatever ends first', async () => {
    const ends: number[] = [];
    const results = await pooled([3, 1, 2], 3, async (turns) => {
      for (let count = 0; count < turns; count += 1) await turn();
      ends.push(turns);
      return turns * 10;
    });
    expect(ends).toEqual([1, 2, 3]);
    expect(results).toEqual([30, 10, 20]);
  });

  it.each([
    [2, 2],
    [0, 1],
  ])('of %i lanes %i work, and an item is asked for only when one is free', async (lanes, most) => {
    let asked = 0;
    let over = 0;
    function* items(): Generator<number> {
      for (let item = 0; item < 5; item += 1) {
        asked += 1;
        expect(asked - over).toBeLessThanOrEqual(most);
        yield item;
      }
    }
    await pooled(items(), lanes, async () => {
      await turn();
      over += 1;
    });
    expect([asked, over]).toEqual([5, 5]);
  });

  it('begins nothing after the signal, and waits for what runs', async () => {
    const stop = new AbortController();
    const begun: number[] = [];
    const results = await pooled(
      [0, 1, 2, 3, 4],
      2,
      async (item) => {
        begun.push(item);
        if (item === 1) stop.abort();
        await turn();
        return item;
      },
      stop.signal,
    );
    expect(begun).toEqual([0, 1]);
    expect(results).toEqual([0, 1]);
  });

  it('fails with the first that fails', async () => {
    await expect(pooled([1], 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
