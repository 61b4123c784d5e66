import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { offerKind } from './personal-offer-templates.js';
import { id, pageOf, pageQuery, shownNumber, shownToman, sortBy, time } from './schemas.js';

const segment = z
  .enum([
    'everybody',
    'no_subscription',
    'trial_running',
    'trial_ending',
    'trial_over',
    'paid_running',
    'paid_ending',
    'paid_over',
    'group',
  ])
  .meta({
    description:
      'People by what they have; `…_ending`: within the time in which the bot warns of an end; `group`: a discount group',
  });
const audience = z.enum(['person', ...segment.options]).meta({ description: 'To whom it is sent' });
const sendingState = z.enum(['running', 'done', 'stopped']);

const sending = z
  .object({
    id,
    template_id: id,
    kind: offerKind,
    audience,
    user_id: id.nullable(),
    group_id: id.nullable(),
    state: sendingState,
    people_count: shownNumber.meta({ description: 'People who are to be gone over' }),
    looked_count: shownNumber.meta({ description: 'People who were gone over' }),
    sent_count: shownNumber.meta({ description: 'Offers that were made' }),
    taken_count: shownNumber.meta({ description: 'Offers that were taken' }),
    used_count: shownNumber.meta({ description: 'Discounts that were used' }),
    revenue_toman: shownToman.meta({
      description: 'What was paid with these discounts; what was given back does not count',
    }),
    ended_at: time.nullable().meta({ description: 'When everybody was gone over, or it was stopped' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'PersonalOfferSending', description: 'A template on its way to one person or to many' });

const discount = z
  .object({
    id,
    kind: z.string().meta({
      description: 'Why it was given: `offer`, `winback_first`, `winback_second`, or another occasion',
    }),
    percent: shownNumber.nullable(),
    amount_toman: shownToman.nullable(),
    applies_to: z.enum(['any', 'purchase', 'renewal']),
    plan_ids: z.array(id).nullable().meta({ description: 'Plans that it is for; null: all' }),
    state: z.enum(['running', 'used', 'over']),
    valid_until: time,
    used_at: time.nullable(),
    order_id: id.nullable().meta({ description: 'Order whose sale used it' }),
    created_at: time,
  })
  .meta({ id: 'PersonalDiscount', description: 'A discount that a person has or had' });

const offer = z
  .object({
    id,
    user_id: id,
    kind: offerKind,
    sending_id: id.meta({ description: 'Sending that made it, or made it anew last' }),
    state: z.enum(['open', 'taken', 'used', 'over', 'revoked', 'erased']).meta({
      description:
        '`open`: it can be taken. `taken`: what it gives holds. `used`: its discount was used. `over`: its time is over',
    }),
    sent_at: time,
    open_until: time,
    taken_at: time.nullable(),
    discount_id: id.nullable().meta({ description: 'Discount that it gave' }),
    discount_until: time.nullable(),
    used_at: time.nullable().meta({ description: 'When the discount was used' }),
    order_id: id.nullable().meta({ description: 'Order whose sale used the discount' }),
    subscription_id: id.nullable().meta({ description: 'Subscription with which the servers are tried' }),
    squads: z.array(z.uuid()).meta({ description: 'Squads of the panel that are tried' }),
    access_until: time.nullable(),
    ended_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'PersonalOffer', description: 'An offer that was made to a person, and what became of it' });

const sendings = '/bots/{bot_id}/personal-offer-sendings';
const offers = '/bots/{bot_id}/personal-offers';
const oneSending = { access: 'tenant', params: z.object({ sending_id: id }), output: sending } as const;
const oneOffer = { access: 'tenant', params: z.object({ offer_id: id }), output: offer } as const;

/** Offers to single people: sent, taken, used, taken back; and all discounts of a person. */
export const personalOfferEndpoints = {
  'personal-offer-sendings.create': botEndpoint({
    method: 'POST',
    path: sendings,
    access: 'tenant',
    body: z
      .strictObject({
        template_id: id,
        user_id: id.optional().meta({ description: 'One person' }),
        segment: segment.optional(),
        group_id: id.optional().meta({ description: 'Discount group, with the segment `group`' }),
      })
      .refine(
        ({ user_id, segment: many }) => (user_id === undefined) !== (many === undefined),
        'must name a person or a segment',
      )
      .refine(({ segment: many, group_id }) => (many === 'group') === (group_id !== undefined), {
        message: 'goes with the segment `group`',
        path: ['group_id'],
      }),
    output: sending,
    status: 201,
    location: `${sendings}/{id}`,
    summary: 'Send a personal offer',
    description:
      'It goes out in the background, not in the quiet hours of the bot, and no faster than Telegram takes it; `GET` says how far it is. Who cannot be reached, or of a segment wishes for no reminders, is left out. A person who has an offer of the kind and has not taken it has this one in its place.',
    errors: [
      'personal_offer.archived',
      'personal_offer.group_unknown',
      'personal_offer.nobody_suits',
      'personal_offer.template_unknown',
      'personal_offer.unreachable',
    ],
  }),
  'personal-offer-sendings.get': botEndpoint({
    ...oneSending,
    method: 'GET',
    path: `${sendings}/{sending_id}`,
    summary: 'Read how far a sending of a personal offer is, and what came of it',
    errors: ['resource.unknown'],
  }),
  'personal-offer-sendings.list': botEndpoint({
    method: 'GET',
    path: sendings,
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      template_id: id.optional(),
      state: sendingState.optional(),
      sort: sortBy('id'),
    }),
    output: pageOf(sending),
    summary: 'List the sendings of personal offers',
    description: 'Numbers grow with time, so `sort=-id` has the newest first.',
    errors: ['cursor.invalid'],
  }),
  'personal-offer-sendings.stop': botEndpoint({
    ...oneSending,
    method: 'POST',
    path: `${sendings}/{sending_id}/stop`,
    summary: 'Stop a sending of a personal offer',
    description: 'Who was not reached is not; who was keeps the offer.',
    errors: ['personal_offer.ended', 'resource.unknown'],
  }),
  'personal-offers.get': botEndpoint({
    ...oneOffer,
    method: 'GET',
    path: `${offers}/{offer_id}`,
    summary: 'Read a personal offer',
    errors: ['resource.unknown'],
  }),
  'personal-offers.list': botEndpoint({
    method: 'GET',
    path: offers,
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      user_id: id.optional(),
      sending_id: id.optional(),
      kind: offerKind.optional(),
      sort: sortBy('id'),
    }),
    output: pageOf(offer),
    summary: 'List the personal offers',
    errors: ['cursor.invalid'],
  }),
  'personal-offers.revoke': botEndpoint({
    ...oneOffer,
    method: 'POST',
    path: `${offers}/{offer_id}/revoke`,
    summary: 'Take a personal offer back',
    description:
      'It can be taken no more, and what was taken by it ends now; a payment that is open keeps the price that was shown.',
    errors: ['personal_offer.ended', 'resource.unknown'],
  }),
  'users.discounts': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/users/{user_id}/discounts',
    access: 'tenant',
    params: z.object({ user_id: id }),
    output: z.object({ items: z.array(discount) }),
    summary: "Read a person's discounts",
    description: 'Whatever they were given for, newest first, at most 200.',
    errors: ['resource.unknown'],
  }),
} as const;
