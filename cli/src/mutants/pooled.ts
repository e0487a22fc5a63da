/** Acts on every item, `lanes` at once. Results are in the order of the items. */
export async function pooled<T, R>(items: readonly T[], lanes: number, act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const place = next;
      next += 1;
      results[place] = await act(items[place] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, work));
  return results;
}
