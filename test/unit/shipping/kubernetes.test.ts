import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { expect } from 'chai';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { parse, parseAllDocuments } from 'yaml';
import { envSchema } from '#env/env.js';

const folder = path.join('deploy', 'kubernetes');
type Loose = Record<string, unknown> & { spec: Loose; template: Loose };
const kinds = { ConfigMap, Deployment, Job, PodDisruptionBudget, ScaledObject, Secret, Service };
type Kind = keyof typeof kinds;
type Labels = Record<string, string>;

interface Container {
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom: unknown;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: object;
  readonly livenessProbe: { readonly httpGet: object };
  readonly readinessProbe: { readonly httpGet: object };
}

/** Whatever the tests look at in any manifest's spec; each kind has a part of it. */
interface Spec {
  readonly selector: { readonly matchLabels: Labels };
  readonly strategy: { readonly rollingUpdate: object };
  readonly scaleTargetRef: { readonly name: string };
  readonly ports: readonly { readonly targetPort: string }[];
  readonly triggers: readonly { readonly metadata: { readonly query: string } }[];
  readonly template: {
    readonly metadata: { readonly labels: Labels; readonly annotations: Labels };
    readonly spec: {
      readonly containers: readonly [Container];
      readonly securityContext: object;
      readonly terminationGracePeriodSeconds: number;
    };
  };
}

interface Manifest {
  readonly kind: Kind;
  readonly metadata: { readonly name: string };
  readonly data?: Labels;
  readonly stringData?: Labels;
  readonly spec: Spec;
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);
const manifestFiles = files.filter((name) => path.basename(name) !== 'kustomization.yaml');
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const manifests = manifestFiles.flatMap((name) =>
  parseAllDocuments(read(name)).map((document) => document.toJS() as Manifest),
);
const ofKind = (kind: Kind): Manifest[] => manifests.filter((manifest) => manifest.kind === kind);
const templates = [...ofKind('Deployment'), ...ofKind('Job')].map((manifest) => manifest.spec.template);

/** A copy whose fields tell when they are looked at: a schema looks at each field that it knows. */
function watched(value: unknown, at: string, unseen: Set<string>): unknown {
  if (value === null || typeof value !== 'object') return value;
  const copy = Array.isArray(value) ? [] : {};
  for (const [key, inner] of Object.entries(value)) {
    const place = `${at}.${key}`;
    const child = watched(inner, place, unseen);
    if (!Array.isArray(value)) unseen.add(place);
    Object.defineProperty(copy, key, {
      enumerable: true,
      get: () => {
        unseen.delete(place);
        return child;
      },
    });
  }
  return copy;
}

/** What the schema of the manifest's kind says against it, fields that it does not know among that. */
function faultsOf(manifest: Manifest): string[] {
  const unseen = new Set<string>();
  try {
    kinds[manifest.kind].prototype.validate.call(watched(manifest, manifest.kind, unseen) as never);
  } catch (error) {
    return [(error as Error).message];
  }
  return [...unseen].map((place) => `${place} is not known`);
}

describe('deploy/kubernetes', () => {
  it('holds manifests that follow the schemas of Kubernetes and KEDA, without a field that they do not know', () => {
    expect(manifests.length).to.be.greaterThan(8);
    for (const manifest of manifests)
      expect(faultsOf(manifest), `${manifest.kind} ${manifest.metadata.name}`).to.deep.equal([]);
  });

  it('is checked by schemas that find a wrong type, a missing field and a misspelt one', () => {
    const [sound] = ofKind('Deployment');
    const broken = (change: (copy: Loose) => void): string => {
      const copy: unknown = structuredClone(sound);
      change(copy as Loose);
      return faultsOf(copy as Manifest).join();
    };
    expect(broken((copy) => (copy.spec.replicas = 'two'))).to.include('replicas must be integer');
    expect(broken((copy) => delete copy.spec.selector)).to.include('selector');
    expect(broken((copy) => (copy.spec.template.spec.graceSeconds = 1))).to.include(
      'graceSeconds is not known',
    );
    expect(broken((copy) => (copy.apiVersion = 'apps/v1beta1'))).to.not.equal('');
  });

  it('lists every file in its kustomization, with one image of this version for all', () => {
    const [all, first] = ['kustomization.yaml', 'migrate/kustomization.yaml'].map((name) =>
      parse(read(name)),
    );
    const loose = ['secret.example.yaml'];
    expect([...all.resources, ...loose, 'migrate/job.yaml'].sort()).to.deep.equal([...manifestFiles].sort());
    expect(first.resources).to.deep.equal(['job.yaml']);
    expect(first.images).to.deep.equal(all.images);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(all.images).to.deep.equal([
      { name: 'remnafleet', newName: 'registry.example.com/remnafleet', newTag: version },
    ]);
    for (const { spec } of templates) expect(spec.containers[0].image).to.equal('remnafleet');
  });

  it('gives the processes only variables of the schema, and secrets in the Secret', () => {
    const [config] = ofKind('ConfigMap');
    const [secret] = ofKind('Secret');
    const own = templates.flatMap(({ spec }) => spec.containers[0].env ?? []).map(({ name }) => name);
    const given = [...Object.keys(config?.data ?? {}), ...Object.keys(secret?.stringData ?? {}), ...own];
    expect(given.filter((name) => !(name in envSchema.shape))).to.deep.equal([]);
    expect(Object.keys(config?.data ?? {}).filter((name) => /SECRET|TOKEN|_URL$/.test(name))).to.deep.equal([
      'PUBLIC_URL',
    ]);
    for (const { spec } of templates)
      expect(spec.containers[0].envFrom).to.deep.equal([
        { configMapRef: { name: config?.metadata.name } },
        { secretRef: { name: secret?.metadata.name } },
      ]);
  });

  it('runs one Deployment a role, watched, spread, ended with patience and as an ordinary user', () => {
    const roles = ofKind('Deployment').map(({ spec }) => spec.template.spec.containers[0].env?.[0]?.value);
    expect(roles.sort()).to.deep.equal(['ingress', 'poller', 'worker']);
    for (const { spec } of ofKind('Deployment')) {
      const pod = spec.template.spec;
      const [container] = pod.containers;
      expect(container.livenessProbe.httpGet).to.deep.equal({ path: '/health/live', port: 'http' });
      expect(container.readinessProbe.httpGet).to.deep.equal({ path: '/health/ready', port: 'http' });
      expect(pod.terminationGracePeriodSeconds).to.be.at.least(20);
      expect(spec.strategy.rollingUpdate).to.deep.equal({ maxSurge: 1, maxUnavailable: 0 });
    }
    for (const { spec } of templates) {
      expect(spec.securityContext).to.include({ runAsNonRoot: true });
      expect(spec.containers[0].securityContext).to.include({ allowPrivilegeEscalation: false });
    }
  });

  it('shows metrics on a port of their own, which Prometheus finds and no service opens', () => {
    for (const { spec } of ofKind('Deployment')) {
      const { metadata, spec: pod } = spec.template;
      const [{ env = [], ports }] = pod.containers;
      const port = env.find(({ name }) => name === 'METRICS_PORT')?.value;
      expect(metadata.annotations['prometheus.io/port']).to.equal(port);
      expect(ports).to.deep.include({ name: 'metrics', containerPort: Number(port) });
    }
    for (const { spec } of ofKind('Service'))
      expect(spec.ports.map(({ targetPort }) => targetPort)).to.deep.equal(['http']);
  });

  it('points its services, budgets and its autoscaler at what is there', () => {
    const labels = ofKind('Deployment').map(({ spec }) => spec.template.metadata.labels);
    for (const { spec } of ofKind('Deployment'))
      expect(spec.template.metadata.labels).to.deep.equal(spec.selector.matchLabels);
    for (const { spec } of ofKind('Service')) expect(labels).to.deep.include(spec.selector);
    const guarded = ofKind('PodDisruptionBudget').map(({ spec }) => spec.selector.matchLabels);
    expect(guarded).to.have.deep.members(labels);
    const [scaler] = ofKind('ScaledObject');
    const workers = ofKind('Deployment').find(
      ({ metadata }) => metadata.name === scaler?.spec.scaleTargetRef.name,
    );
    expect(workers?.metadata.name).to.equal('remnafleet-worker');
    expect(workers?.spec).to.not.have.property('replicas');
    expect(scaler?.spec.triggers).to.have.length(2);
    const metrics = readFileSync('src/ingress/routes/show-metrics.ts', 'utf8');
    for (const { metadata } of scaler?.spec.triggers ?? []) {
      const asked = /max\((\w+)\{queue="(?:updates|messages)",state="waiting"\}\)/.exec(metadata.query)?.[1];
      expect(metrics, 'the metrics that ingress shows').to.include(
        (asked ?? 'nothing').replace('remnafleet_', ''),
      );
    }
  });
});
