/* Draws the plots of a report. Runs in the page as it is; `uPlot` stands before it. */
(() => {
  const HEIGHT_PX = 240;
  const data = JSON.parse(document.getElementById('timeline').textContent);
  const plots = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  /** Resolves light-dark() too, which a canvas does not know. */
  function resolved(name) {
    const probe = document.createElement('span');
    probe.style.color = colour(name);
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  function axis(scale, side, label, extra) {
    return {
      scale,
      side,
      label,
      labelSize: 22,
      stroke: resolved('--text-2'),
      grid: { stroke: resolved('--grid'), width: 1 },
      ticks: { stroke: resolved('--grid'), width: 1 },
      ...extra,
    };
  }
  const line = (label, name, scale, extra) => ({
    label,
    scale,
    stroke: resolved(name),
    width: 2,
    points: { show: false },
    ...extra,
  });
  const seconds = (value) => (value === null || value === undefined ? '' : `${Math.round(value * 10) / 10} s`);
  /** From nothing upwards, with room above. */
  const fromZero = (_, __, high) => [0, high > 0 ? high * 1.08 : 1];

  const KINDS = {
    games: () => ({
      axes: [
        axis('x', 2, 'wall time, s'),
        axis('y', 3, 'games'),
        axis('reached', 1, 'things reached', { grid: { show: false } }),
      ],
      scales: { x: { time: false }, y: { range: fromZero }, reached: { range: fromZero } },
      series: [
        { label: 'at', value: (_, value) => seconds(value) },
        line('games', '--brass', 'y'),
        line('failed', '--bad', 'y'),
        line('reached', '--good', 'reached', { dash: [6, 4] }),
      ],
      columns: [data.seconds, data.games, data.failures, data.coverage],
    }),
    rate: () => ({
      axes: [axis('x', 2, 'wall time, s'), axis('y', 3, 'games a second')],
      scales: { x: { time: false }, y: { range: fromZero } },
      series: [{ label: 'at', value: (_, value) => seconds(value) }, line('games a second', '--brass', 'y')],
      columns: [data.seconds, data.gamesPerSecond],
    }),
  };

  function draw() {
    for (const plot of plots.splice(0)) plot.destroy();
    for (const place of document.querySelectorAll('[data-plot]')) {
      const { columns, ...options } = KINDS[place.dataset.plot]();
      const width = Math.max(240, place.clientWidth);
      plots.push(
        new uPlot({ width, height: HEIGHT_PX, cursor: { drag: { x: false, y: false } }, ...options }, columns, place),
      );
    }
  }

  draw();
  let widthPx = document.body.clientWidth;
  addEventListener('resize', () => {
    if (document.body.clientWidth === widthPx) return;
    widthPx = document.body.clientWidth;
    draw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  addEventListener('beforeprint', draw);
  addEventListener('afterprint', draw);
})();
