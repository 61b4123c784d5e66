import { enqueue } from '#jobs/enqueue.js';
import { writeAudit } from '#services/access/write-audit.js';
import { actorOf, type Reviewer } from '#services/card-payments/reviewers.js';
import { decideApplication, type DecidedBy } from '#services/partners/decide-partner.js';
import {
  approvePayout,
  payPayout,
  rejectPayout,
  type PayoutDecision,
} from '#services/partners/decide-payout.js';
import { isOwnMoney } from '#services/partners/payout-hindrance.js';
import { payoutReasons, readPayout } from '#services/partners/payout-rows.js';
import { readPartnerFace } from '#services/partners/read-partner-face.js';
import { showRequisites } from '#services/partners/show-requisites.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import { applicationReview, payoutReview, type PayoutView } from './screens/review.js';

/** Somebody who decides, in a chat; made in the transaction in which they were found to be one. */
export interface PartnerScene {
  readonly tenant: Tenant;
  readonly tx: Tx;
  /** How the bot speaks to them. */
  readonly voice: Voice;
  readonly reviewer: Reviewer;
}

/** What they hear of a tap, and what the tapped message becomes. */
export interface Acted {
  readonly say?: string;
  readonly isAlert?: true;
  readonly screen?: ((voice: Voice) => Screen) | undefined;
}

/** What a button does; undefined: it means nothing. */
type Act = (scene: PartnerScene, argument: string) => Promise<Acted | undefined>;

const byOf = ({ reviewer: { telegramId, name, isOwner } }: PartnerScene): DecidedBy => ({
  by: telegramId,
  byName: name,
  isOwner,
});

const decide =
  (isAccepted: boolean): Act =>
  async (scene, userId) => {
    const { tenant, tx, voice } = scene;
    const before = await readPartnerFace(tenant, tx, userId);
    if (!before) return undefined;
    if (isOwnMoney(byOf(scene), before.standing))
      return { say: voice.texts.partners.alerts.own, isAlert: true };
    const decided = await decideApplication(tenant, tx, { userId, isAccepted, decidedBy: byOf(scene) });
    const face = await readPartnerFace(tenant, tx, userId);
    const { alerts } = voice.texts.partners;
    const screen = face && ((of: Voice) => applicationReview(of, face));
    return decided ? { say: alerts.done, screen } : { say: alerts.decided, isAlert: true, screen };
  };

/** The message of a payout as it is now. */
async function payoutScreen(
  { tenant, tx }: PartnerScene,
  payoutId: string,
  asking: Pick<PayoutView, 'asks' | 'saidBy'> = {},
): Promise<Acted['screen']> {
  const payout = await readPayout(tenant, tx, payoutId);
  const face = payout && (await readPartnerFace(tenant, tx, payout.userId));
  return face && ((voice: Voice) => payoutReview(voice, { payout, face, ...asking }));
}

/** What a decision says where nothing was done. */
function refusalOf(voice: Voice, kind: Exclude<PayoutDecision['kind'], 'done'>): string {
  const { alerts } = voice.texts.partners;
  const say = {
    ...{ decided: alerts.decided, maybe_sent: alerts.maybeSent, not_covered: alerts.notCovered },
    ...{ own: alerts.own, person: alerts.person },
  };
  return say[kind];
}

const step =
  (take: (scene: PartnerScene, payoutId: string, rest: string) => Promise<PayoutDecision> | undefined): Act =>
  async (scene, argument) => {
    const [payoutId = '', ...rest] = argument.split('.');
    if (!(await readPayout(scene.tenant, scene.tx, payoutId))) return undefined;
    const decision = await take(scene, payoutId, rest.join('.'));
    if (!decision) return undefined;
    const { kind } = decision;
    const screen = await payoutScreen(scene, payoutId, kind === 'maybe_sent' ? { asks: 'unsent' } : {});
    if (kind === 'done') return { say: scene.voice.texts.partners.alerts.done, screen };
    return { say: refusalOf(scene.voice, kind), isAlert: true, screen };
  };

const show =
  (asks?: PayoutView['asks']): Act =>
  async (scene, payoutId) => {
    const screen = await payoutScreen(scene, payoutId, { asks });
    return screen && { screen };
  };

/** What the buttons do of those who decide about partners and payouts, by their names. */
const partnerActs = {
  'partner-accept': decide(true),
  'partner-refuse': decide(false),
  'payout-approve': step((scene, payoutId) => {
    const { tenant, tx } = scene;
    return approvePayout(tenant, tx, { payoutId, ...byOf(scene) });
  }),
  'payout-back': show(),
  'payout-because': step((scene, payoutId, rest) => {
    const { tenant, tx } = scene;
    const [word, showings, saidBy] = rest.split('.');
    const reason = payoutReasons.find((one) => one === word);
    // In a group others may tap it: each gives their own word.
    const isSaid = saidBy === scene.reviewer.telegramId;
    const nothingWasSent = isSaid ? { showings: Number(showings) } : undefined;
    return reason && rejectPayout(tenant, tx, { payoutId, ...byOf(scene), reason, nothingWasSent });
  }),
  'payout-paid': step((scene, payoutId) => {
    const { tenant, tx } = scene;
    return payPayout(tenant, tx, { payoutId, ...byOf(scene) });
  }),
  'payout-reject': async (scene, payoutId) => {
    const payout = await readPayout(scene.tenant, scene.tx, payoutId);
    return payout && show(payout.showings > 0 ? 'unsent' : 'why')(scene, payoutId);
  },
  'payout-show': async (scene, payoutId) => {
    const { tenant, tx, voice, reviewer } = scene;
    if (!(await readPayout(tenant, tx, payoutId))) return undefined;
    const { kind } = await showRequisites(tenant, tx, { payoutId, ...byOf(scene) });
    const screen = await payoutScreen(scene, payoutId);
    if (kind !== 'done') return { say: refusalOf(voice, kind), isAlert: true, screen };
    writeAudit(tx, tenant.botId, {
      actor: actorOf(reviewer),
      action: 'payout.show',
      subject: `payout ${payoutId}`,
    });
    await enqueue(tenant, 'message.send-payout', {
      chat_id: reviewer.telegramId,
      payout_id: payoutId,
      language: voice.language,
    });
    return { say: voice.texts.partners.alerts.sentInPrivate, isAlert: true, screen };
  },
  'payout-unsent': async (scene, argument) => {
    const [payoutId = '', showings] = argument.split('.');
    const payout = await readPayout(scene.tenant, scene.tx, payoutId);
    if (!payout) return undefined;
    const saidBy = scene.reviewer.telegramId;
    if (String(payout.showings) === showings)
      return { screen: await payoutScreen(scene, payoutId, { asks: 'why', saidBy }) };
    // It was shown to somebody since this was asked.
    const screen = await payoutScreen(scene, payoutId, { asks: 'unsent' });
    return { say: refusalOf(scene.voice, 'maybe_sent'), isAlert: true, screen };
  },
} as const satisfies Readonly<Record<string, Act>>;

/** The names of those buttons. */
export type PartnerActName = keyof typeof partnerActs;

/** Is it the name of one? */
export const isPartnerAct = (name: string): name is PartnerActName => Object.hasOwn(partnerActs, name);

/** Runs what a button does, whose argument may be anything; undefined: it means nothing. */
export const runPartnerAct = (
  scene: PartnerScene,
  name: PartnerActName,
  argument: string,
): Promise<Acted | undefined> => partnerActs[name](scene, argument);
