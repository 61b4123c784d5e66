import { parser } from '@prometheus-io/lezer-promql';

/** A metric as an expression asks for it: its name, and the labels that it is selected by. */
export interface AskedMetric {
  readonly name: string;
  readonly labels: readonly string[];
}

/** Reads a PromQL expression; Grafana's `$__rate_interval` counts as 5m. Throws an Error that shows where it breaks. */
export function readPromql(expression: string): { metrics: AskedMetric[]; groupedBy: string[] } {
  const text = expression.replaceAll('$__rate_interval', '5m');
  const metrics: { name: string; labels: string[] }[] = [];
  const groupedBy: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, node, from, to }) => {
      if (type.isError)
        throw new Error(`not PromQL after ${JSON.stringify(text.slice(0, from))}: ${expression}`);
      if (type.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        metrics.push({ name: name ? text.slice(name.from, name.to) : '', labels: [] });
      }
      if (type.name !== 'LabelName') return;
      const isGrouping = node.parent?.name === 'GroupingLabels';
      (isGrouping ? groupedBy : (metrics.at(-1)?.labels ?? [])).push(text.slice(from, to));
    },
  });
  return { metrics, groupedBy };
}
