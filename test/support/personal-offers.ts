import { PersonalOfferTemplate } from '#models/personal-offer-template.js';
import { PersonalOffer } from '#models/personal-offer.js';
import { sendOffers } from '#services/personal-offers/send-offers.js';
import { startSending, type Addressed } from '#services/personal-offers/start-sending.js';
import { takeOffer, type Taken } from '#services/personal-offers/take-offer.js';
import type { Tenant } from '#tenancy/scope.js';
import { ownerQuery } from './database.js';
import { zoneAt } from './zone-at.js';

type TemplateWish = Partial<Parameters<typeof PersonalOfferTemplate.create>[0]>;

/** What a test does with offers of a bot; nothing of it runs by itself. */
export interface Offers {
  /** Puts the bot's clocks to noon, so that offers go out. */
  atNoon(): Promise<void>;
  /** A discount of 25 percent for a day, unless it is wished otherwise. */
  template(wish?: TemplateWish): Promise<PersonalOfferTemplate>;
  start(template: PersonalOfferTemplate, to: Addressed): Promise<string>;
  /** Begins a sending and works it off. Returns its number. */
  send(template: PersonalOfferTemplate, to: Addressed): Promise<string>;
  /** Offers of a person, oldest first. */
  of(userId: string): Promise<PersonalOffer[]>;
  take(userId: string, offerId: string): Promise<Taken>;
  /** Sends a template to a person, who takes it. */
  give(userId: string, wish?: TemplateWish): Promise<Taken>;
}

const zone = `
  insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'time_zone', to_jsonb($2::text))
  on conflict (bot_id, config_key) do update set config_value = excluded.config_value`;

export function offersOf(tenant: Tenant): Offers {
  const template: Offers['template'] = (wish = {}) =>
    tenant.db(() =>
      PersonalOfferTemplate.create({
        ...{ title: {}, words: {}, button: {}, openHours: 24, holdsHours: 24 },
        ...(wish.kind === 'test_access' ? {} : { percent: wish.amountToman ? null : 25 }),
        ...{ kind: 'discount', ...wish },
      }),
    );
  const start: Offers['start'] = (offering, to) =>
    tenant.db((tx) => startSending(tenant, tx, { templateId: offering.id, offering, to }));
  const send: Offers['send'] = async (offering, to) => {
    const sendingId = await start(offering, to);
    await sendOffers(tenant);
    return sendingId;
  };
  const list: Offers['of'] = (userId) =>
    tenant.db(() => PersonalOffer.findAll({ where: { userId }, order: [['id', 'ASC']] }));
  const take: Offers['take'] = (userId, offerId) =>
    tenant.db((tx) => takeOffer(tenant, tx, { userId, offerId }));
  return {
    atNoon: () =>
      tenant.db(async (tx) => {
        await tx.sql(zone, [tenant.botId, zoneAt(12)]);
      }),
    template,
    start,
    send,
    of: list,
    take,
    give: async (userId, wish) => {
      await send(await template(wish), { userId });
      return take(userId, (await list(userId)).at(-1)!.id);
    },
  };
}

const insertOne = `
  with template as (
    insert into personal_offer_templates (bot_id, kind, title, words, button, open_hours, holds_hours, percent)
    values ($1, 'discount', '{}', '{"fa": "<b>سلام</b>"}', '{}', 24, 24, 25) returning id),
  sending as (
    insert into personal_offer_sendings (bot_id, template_id, kind, terms, audience, until_user_id, people_count)
    select $1, id, 'discount', '{"kind": "discount", "openHours": 24, "holdsHours": 24, "percent": 25,
      "amountToman": null, "appliesTo": "any", "planIds": null}', 'everybody', 0, 1 from template returning id)
  insert into personal_offers (bot_id, user_id, kind, sending_id, sent_at, open_until)
  select $1, $2, 'discount', id, now(), now() + interval '1 day' from sending
  returning id::text as offer_id, sending_id::text`;

/** A discount that is offered to a person, as its notice names it. */
export async function insertOffer(botId: string, userId: string) {
  const [row] = await ownerQuery<{ offer_id: string; sending_id: string }>(insertOne, [botId, userId]);
  return { ...row!, user_id: userId };
}
