import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}
export interface Dashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The dashboard as it is shipped. */
export const readDashboard = (): Dashboard =>
  JSON.parse(readFileSync('deploy/grafana/dashboards/remnafleet.json', 'utf8')) as Dashboard;

/** The alert rules as they are shipped. */
export function readAlerts(): AlertRule[] {
  const file = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8'), { strict: true }) as {
    groups: { rules: AlertRule[] }[];
  };
  return file.groups.flatMap(({ rules }) => rules);
}

/** Every PromQL expression of both, with where it stands. */
export function allExpressions(): { where: string; expr: string }[] {
  const ofPanels = readDashboard().panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ where: `the panel “${title}”`, expr })),
  );
  return [...ofPanels, ...readAlerts().map(({ alert, expr }) => ({ where: alert, expr }))];
}
