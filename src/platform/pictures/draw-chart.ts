import { loadSharp } from './load-sharp.js';

/** Two rows of bars, one below the other, each with a scale of its own; as many values in each. */
export interface Chart {
  readonly upper: readonly number[];
  readonly lower: readonly number[];
}

const width = 800;
const margin = 24;
const panels = {
  upper: { top: 24, height: 232, colour: '#1f9d61' },
  lower: { top: 292, height: 112, colour: '#2f6fd0' },
} as const;
const height = 428;
/** Part of a bar's place that stays free. */
const gap = 0.3;

type Panel = (typeof panels)[keyof typeof panels];

/** A picture (PNG, some KB) of two rows of bars, the newest on the right and full, the others pale; undefined: it cannot be drawn. */
export async function drawChart({ upper, lower }: Chart): Promise<Buffer | undefined> {
  const sharp = await loadSharp();
  return sharp?.(Buffer.from(chartSvg({ upper, lower })))
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}

/** Without a letter or a digit: what draws them would need a font, of which servers have none. */
const chartSvg = ({ upper, lower }: Chart): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${panelSvg(upper, panels.upper)}
${panelSvg(lower, panels.lower)}
</svg>`;

function panelSvg(values: readonly number[], { top, height: tall, colour }: Panel): string {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = most - least || 1;
  const y = (value: number): number => top + ((most - value) / span) * tall;
  const place = (width - 2 * margin) / Math.max(values.length, 1);
  const line = (value: number, stroke: string): string => {
    const at = y(value).toFixed(1);
    return `<path d="M${margin} ${at}H${width - margin}" stroke="${stroke}" stroke-width="2"/>`;
  };
  const bar = (value: number, index: number): string => {
    const left = margin + (index + gap / 2) * place;
    const [from, to] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
    const opacity = index === values.length - 1 ? 1 : 0.55;
    return `<rect x="${left.toFixed(1)}" y="${from.toFixed(1)}" width="${(place * (1 - gap)).toFixed(1)}" height="${(to - from).toFixed(1)}" fill="${colour}" opacity="${opacity}"/>`;
  };
  const grid = most > 0 ? [most, most / 2].map((value) => line(value, '#e6e9ee')) : [];
  return [...grid, ...values.map(bar), line(0, '#9aa3af')].join('\n');
}
