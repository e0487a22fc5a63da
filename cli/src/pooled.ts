/**
 * Acts on every item, `lanes` at once (at least one). The next item is asked for only when a lane is free, and none after
 * `signal`. Results are in the order of the items.
 */
export async function pooled<T, R>(
  items: Iterable<T>,
  lanes: number,
  act: (item: T) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items[Symbol.iterator]();
  let asked = 0;
  const lane = async (): Promise<void> => {
    while (signal?.aborted !== true) {
      const next = queue.next();
      if (next.done === true) return;
      const place = asked++;
      results[place] = await act(next.value);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, lane));
  return results;
}
