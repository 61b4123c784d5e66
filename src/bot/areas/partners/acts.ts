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
import { payoutReasons, readPayout } from '#services/partners/payout-rows.js';
import { readPartnerFace } from '#services/partners/read-partner-face.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import { applicationReview, payoutReview } from './screens/review.js';

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

const byOf = ({ reviewer }: PartnerScene): DecidedBy => ({ by: reviewer.telegramId, byName: reviewer.name });

const decide =
  (isAccepted: boolean): Act =>
  async (scene, userId) => {
    const { tenant, tx, voice } = scene;
    if (!(await readPartnerFace(tenant, tx, userId))) return undefined;
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
  asksWhy = false,
): Promise<Acted['screen']> {
  const payout = await readPayout(tenant, tx, payoutId);
  const face = payout && (await readPartnerFace(tenant, tx, payout.userId));
  return face && ((voice: Voice) => payoutReview(voice, { payout, face, asksWhy }));
}

const step =
  (take: (scene: PartnerScene, payoutId: string, rest: string) => Promise<PayoutDecision> | undefined): Act =>
  async (scene, argument) => {
    const [payoutId = '', rest = ''] = argument.split('.');
    if (!(await readPayout(scene.tenant, scene.tx, payoutId))) return undefined;
    const decision = await take(scene, payoutId, rest);
    if (!decision) return undefined;
    const { alerts } = scene.voice.texts.partners;
    const screen = await payoutScreen(scene, payoutId);
    if (decision.kind === 'done') return { say: alerts.done, screen };
    const say = { decided: alerts.decided, not_covered: alerts.notCovered, person: alerts.person };
    return { say: say[decision.kind], isAlert: true, screen };
  };

const show =
  (asksWhy: boolean): Act =>
  async (scene, payoutId) => {
    const screen = await payoutScreen(scene, payoutId, asksWhy);
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
  'payout-back': show(false),
  'payout-because': step((scene, payoutId, rest) => {
    const { tenant, tx } = scene;
    const reason = payoutReasons.find((one) => one === rest);
    return reason && rejectPayout(tenant, tx, { payoutId, ...byOf(scene), reason });
  }),
  'payout-paid': step((scene, payoutId) => {
    const { tenant, tx } = scene;
    return payPayout(tenant, tx, { payoutId, ...byOf(scene) });
  }),
  'payout-reject': show(true),
  'payout-show': async (scene, payoutId) => {
    const { tenant, tx, voice, reviewer } = scene;
    const payout = await readPayout(tenant, tx, payoutId);
    if (!payout) return undefined;
    const { alerts } = voice.texts.partners;
    if (payout.state !== 'approved' || !payout.hasRequisites)
      return { say: alerts.decided, isAlert: true, screen: await payoutScreen(scene, payoutId) };
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
    return { say: alerts.sentInPrivate, isAlert: true };
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
