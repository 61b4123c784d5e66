// Made by npm run api-types from src/api; not to be changed by hand.
export interface paths {
    "/api/v1/bots/{bot_id}/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API tokens of a bot
         * @description Revoked and expired ones too: the last 100, for 90 days.
         */
        get: operations["api-tokens.list"];
        put?: never;
        /**
         * Make an API token
         * @description It works within a second. A bot has at most 20 that are neither revoked nor expired.
         */
        post: operations["api-tokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/api-tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API token
         * @description Read an API token
         */
        get: operations["api-tokens.get"];
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description It ends within a second. Revoking a revoked one changes nothing.
         */
        delete: operations["api-tokens.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of the fleet, newest first
         * @description Bots that were made, switched, deleted. Changes inside a bot are in its own audit log.
         *
         *     Master token only.
         */
        get: operations["audit-log.fleet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of a bot, newest first
         * @description Kept for 400 days; of each bot the newest 20000, and all that the master token did. Long values are cut, whole settings are in `…/config/changes`.
         */
        get: operations["audit-log.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/admins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people who run a bot
         * @description `sort=id`: who came first, `sort=-id`: who came last.
         */
        get: operations["bot-admins.list"];
        put?: never;
        /**
         * Let a person run a bot
         * @description A bot has at most 100.
         */
        post: operations["bot-admins.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/admins/{telegram_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an admin of a bot
         * @description Read an admin of a bot
         */
        get: operations["bot-admins.get"];
        /**
         * Change what a person may do in a bot
         * @description Change what a person may do in a bot
         */
        put: operations["bot-admins.update"];
        post?: never;
        /**
         * Take a bot out of the hands of a person
         * @description Take a bot out of the hands of a person
         */
        delete: operations["bot-admins.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a bot on
         * @description It takes updates within two seconds. Doing it twice is doing it once.
         *
         *     Master token only.
         */
        post: operations["bots.activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the bots
         * @description Master token only.
         */
        get: operations["bots.list"];
        put?: never;
        /**
         * Add a bot to the fleet
         * @description Telegram is asked whose token it is (getMe). The configuration of the master bot is copied, without secrets and without what a bot has of its own; so what the operator allows its bots, such as the servers that they may sell, holds for this one too. Its features follow the template.
         *
         *     Master token only.
         */
        post: operations["bots.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a bot off
         * @description The soft form of deleting: its rows stay, it takes no updates from two seconds on, jobs at work finish.
         *
         *     Master token only.
         */
        post: operations["bots.deactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a bot
         * @description Read a bot
         */
        get: operations["bots.get"];
        /**
         * Change a bot
         * @description Fields that are left out stay as they are. name, billing_model, traffic_rate_toman, min_wallet_balance_toman, auto_suspend_on_low_balance: master token only.
         */
        put: operations["bots.update"];
        post?: never;
        /**
         * Delete a bot with all its rows
         * @description There is no way back.
         *
         *     Master token only.
         */
        delete: operations["bots.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/telegram-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a bot a new Telegram token
         * @description After BotFather's /revoke. The token must be of the same Telegram bot, unless forced.
         */
        put: operations["bots.replace-telegram-token"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/rotate-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a bot's first API token
         * @description The old one ends within a second. Named tokens stay as they are.
         */
        post: operations["bots.rotate-token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check that a bot works
         * @description Its token (getMe), its webhook, whether it reaches the chat of its admins, and what was noted when it was last connected. Nothing is changed.
         */
        post: operations["bots.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the campaigns of a bot
         * @description List the campaigns of a bot
         */
        get: operations["campaigns.list"];
        put?: never;
        /**
         * Add a campaign
         * @description At most 500. Its start parameter stays as it is: links with it are out in the world.
         */
        post: operations["campaigns.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/campaigns/{campaign_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a campaign
         * @description Read a campaign
         */
        get: operations["campaigns.get"];
        /**
         * Change a campaign
         * @description Fields that are left out stay as they are. What people got stays as it was given.
         */
        put: operations["campaigns.update"];
        post?: never;
        /**
         * Delete a campaign
         * @description From then on its link is that of no campaign; who opened it before still counts when they register, without a bonus. Where anybody opened it, it is hidden and kept for its statistics, and its start parameter stays taken.
         */
        delete: operations["campaigns.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/campaigns/{campaign_id}/people/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the people whom a campaign brought
         * @description At most 5000 at a time, by `user_id`.
         */
        get: operations["campaigns.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/campaigns/{campaign_id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a campaign brought
         * @description With `from` or `until`: all that people did up to now who first opened the link then.
         */
        get: operations["campaigns.figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/campaigns/{campaign_id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people whom a campaign brought
         * @description List the people whom a campaign brought
         */
        get: operations["campaigns.people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/campaigns/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what all campaigns brought
         * @description With `from` or `until`: all that people did up to now who first opened a link then. Deleted campaigns count with what they brought. A person who opened several links is among the people of each, and registers by one.
         */
        get: operations["campaigns.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/cards/{card_id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a card to payers
         * @description Show a card to payers
         */
        post: operations["cards.activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the cards of a bot
         * @description List the cards of a bot
         */
        get: operations["cards.list"];
        put?: never;
        /**
         * Add a card
         * @description A bot has at most 500, shown or not.
         */
        post: operations["cards.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/cards/{card_id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hide a card from payers
         * @description Payments that wait for a receipt on it go on.
         */
        post: operations["cards.deactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/cards/{card_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a card
         * @description Read a card
         */
        get: operations["cards.get"];
        /**
         * Change a card
         * @description Fields that are left out stay as they are. The number stays once a payment was made on the card.
         */
        put: operations["cards.update"];
        post?: never;
        /**
         * Delete a card
         * @description One on which payments were made is kept for them, out of every list; no payment can begin on it any more, and its number may be added anew.
         */
        delete: operations["cards.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/cards/{card_id}/reset-usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count how often a card is shown from zero again
         * @description Count how often a card is shown from zero again
         */
        post: operations["cards.reset-usage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/cards/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare the cards of a bot
         * @description Compare the cards of a bot
         */
        get: operations["cards.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/config/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the configuration keys with all that a form needs
         * @description List the configuration keys with all that a form needs
         */
        get: operations["config.catalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the settings of a bot
         * @description All there are, by key, as they are or as they were: for an instant before the first change that is kept, as they were before that change.
         */
        get: operations["config.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change several settings, all or none
         * @description Answers with those that were named. All settings of a bot together may have 262144 bytes. The fleet follows within a second.
         */
        patch: operations["config.change-many"];
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/config/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of settings and features, newest first
         * @description Kept for 400 days, of each bot the newest 5000 and 16 MB.
         */
        get: operations["config.changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/config/{config_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a setting
         * @description Read a setting
         */
        get: operations["config.get"];
        /**
         * Set a setting
         * @description The fleet follows within a second.
         */
        put: operations["config.put"];
        post?: never;
        /**
         * Take a setting back to its default
         * @description Doing it again changes nothing.
         */
        delete: operations["config.reset"];
        options?: never;
        head?: never;
        /**
         * Change members of a setting that is an object
         * @description Such as a text in one language. The fleet follows within a second.
         */
        patch: operations["config.merge"];
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/features/{feature_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a feature
         * @description Read a feature
         */
        get: operations["features.get"];
        /**
         * Switch and configure a feature
         * @description What is left out stays; `config` takes the place of the present one, and may have 16384 bytes. The fleet follows within a second.
         */
        put: operations["features.put"];
        post?: never;
        /**
         * Take a feature back to its default
         * @description Its configuration too. Doing it again changes nothing.
         */
        delete: operations["features.reset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the features of a bot
         * @description All there are, by key.
         */
        get: operations["features.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what became of a request
         * @description For the token that made the request, and the master token. Results are kept for a day. It answers also while PostgreSQL is away.
         */
        get: operations["jobs.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a payment from card to card
         * @description The money is there: it is credited, and what it was for is bought. Whoever decides first wins; an expired or cancelled payment can be approved too, since who pays late has paid.
         */
        post: operations["payments.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the gateway what became of a payment
         * @description The answer comes when the gateway has spoken, with the payment as it is then: credited, what it was for bought. Payments are asked about without it too, with growing pauses.
         */
        post: operations["payments.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is odd about the receipt of a payment from card to card
         * @description Hints for who decides, the strongest first, looked up anew each time; none is a proof. Pictures are looked at some seconds after they came.
         */
        get: operations["payments.flags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment
         * @description Read a payment
         */
        get: operations["payments.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the payments of all methods
         * @description Numbers grow with time over all methods, so `sort=-id` has the newest first.
         */
        get: operations["payments.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the money of a payment back through its gateway
         * @description All of it that the gateway has not given back yet, or a part: what was bought with it is taken back where the wallet does not suffice, the money leaves the wallet, and `problem` is `refund_under_way` until the gateway has said yes (`status` `refunded`). Where it refuses, the money is in the wallet again, and the admins are told. Doing it twice is doing it once.
         */
        post: operations["payments.refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject the receipt of a payment from card to card
         * @description Only while it is under review. The payer hears why, and may send another receipt for a while (`payment_open_hours`). Whoever decides first wins.
         */
        post: operations["payments.reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle a payment by an admin's word
         * @description For money that is there though the gateway cannot say so: it is credited as if it had, whatever the state of the payment, and what it was for is bought. Once: then it is paid, and refused. The gateway is asked on; money that it has too is told to the admins, and not credited.
         */
        post: operations["payments.settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payments/{payment_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the last decision about a payment from card to card
         * @description Within an hour of it. An approval: what was bought with the money is taken back, and the money leaves the wallet, for good; what is spent otherwise is missing (`problem` is `refund_not_covered`). A rejection: the receipt is under review again. The payer hears of either.
         */
        post: operations["payments.undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ways to pay in a bot
         * @description All gateways that the fleet knows, by name, on or off, and at the end paying from card to card. Whether the credentials are right is asked by `POST /bots/{bot_id}/test`.
         */
        get: operations["payment-methods.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/plans/{plan_id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a plan on sale
         * @description Put a plan on sale
         */
        post: operations["plans.activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the plans of a bot
         * @description List the plans of a bot
         */
        get: operations["plans.list"];
        put?: never;
        /**
         * Add a plan
         * @description It goes to the end of the list, in which are at most 1000. Left out: unlimited traffic, one device, all servers, for all, on sale.
         */
        post: operations["plans.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/plans/{plan_id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a plan off sale
         * @description What was bought by it goes on.
         */
        post: operations["plans.deactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a plan
         * @description Read a plan
         */
        get: operations["plans.get"];
        /**
         * Change a plan
         * @description Fields that are left out stay as they are. Subscriptions that were bought before stay as they were sold.
         */
        put: operations["plans.update"];
        post?: never;
        /**
         * Delete a plan
         * @description Only one that no subscription was bought by: subscriptions keep naming their plan.
         */
        delete: operations["plans.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/plans/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the order of the plans
         * @description Read the order of the plans
         */
        get: operations["plans.order"];
        /**
         * Order the plans
         * @description The order as a whole: every plan once. Give the ETag of `GET …/plans/order` as `If-Match`, so that an order that somebody else has made meanwhile is not lost.
         */
        put: operations["plans.reorder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes/batches/{batch_id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the codes of a batch be used
         * @description Let the codes of a batch be used
         */
        post: operations["promo-code-batches.activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List batches of promo codes
         * @description List batches of promo codes
         */
        get: operations["promo-code-batches.list"];
        put?: never;
        /**
         * Make many codes at once, each for one use
         * @description Nobody guesses them: each has 60 random bits. `…/promo-codes?batch_id=…&format=csv` lists them.
         */
        post: operations["promo-code-batches.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes/batches/{batch_id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let no code of a batch be used any more
         * @description Let no code of a batch be used any more
         */
        post: operations["promo-code-batches.deactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes/batches/{batch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a batch
         * @description Read a batch
         */
        get: operations["promo-code-batches.get"];
        put?: never;
        post?: never;
        /**
         * Delete the codes of a batch
         * @description Those that were used are kept for their uses, out of every list.
         */
        delete: operations["promo-code-batches.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List promo codes
         * @description List promo codes
         */
        get: operations["promo-codes.list"];
        put?: never;
        /**
         * Make a promo code
         * @description A bot has at most 100000 of them.
         */
        post: operations["promo-codes.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes/{promo_code_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a promo code
         * @description Read a promo code
         */
        get: operations["promo-codes.get"];
        /**
         * Change the terms of a promo code
         * @description What it gives stays as it is: another gift is another code.
         */
        put: operations["promo-codes.update"];
        post?: never;
        /**
         * Delete a promo code
         * @description One that was used is kept for its uses, out of every list; what it gave stays. The same code may be made anew.
         */
        delete: operations["promo-codes.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what promo codes gave
         * @description Read what promo codes gave
         */
        get: operations["promo-codes.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-codes/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who used which promo code, and when
         * @description List who used which promo code, and when
         */
        get: operations["promo-codes.uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-groups/{group_id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a person into a group
         * @description Doing it twice is doing it once. Who came into it by spending is from then on in it by the admin, so that no refund takes them out.
         */
        put: operations["promo-groups.add-member"];
        post?: never;
        /**
         * Take a person out of a group
         * @description Who has paid enough for it comes into it again with their next purchase, as long as it has a threshold.
         */
        delete: operations["promo-groups.drop-member"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the groups of a bot
         * @description List the groups of a bot
         */
        get: operations["promo-groups.list"];
        put?: never;
        /**
         * Add a group
         * @description At most 20. Left out: nothing off, priority 0, nobody comes into it by spending. Whoever has reached its threshold already is taken in soon, and told.
         */
        post: operations["promo-groups.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a group
         * @description Read a group
         */
        get: operations["promo-groups.get"];
        /**
         * Change a group
         * @description Fields that are left out stay as they are. Whoever has reached a new threshold already is taken in soon, and told; nobody leaves because it rises.
         */
        put: operations["promo-groups.update"];
        post?: never;
        /**
         * Delete a group
         * @description Delete a group
         */
        delete: operations["promo-groups.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-groups/{group_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people of a group
         * @description In the order in which they came; `sort=-id` has the newest first.
         */
        get: operations["promo-groups.members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/promo-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the groups of a person
         * @description List the groups of a person
         */
        get: operations["promo-groups.of-user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/promo-groups/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the people of each group
         * @description Count the people of each group
         */
        get: operations["promo-groups.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/referral-rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was earned by inviting
         * @description Booked once in the transaction that settles a payment from outside.
         */
        get: operations["referral-rewards.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/inviter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say who invited a person
         * @description For a person of whom nobody is known to have invited them. It counts from then on: what they paid before earns nothing. It cannot be changed.
         */
        post: operations["referrals.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/referral": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how a person stands as an inviter
         * @description Read how a person stands as an inviter
         */
        get: operations["referrals.get"];
        /**
         * Set a person's own terms as an inviter
         * @description Fields that are left out stay as they are. It counts for payments that come from then on.
         */
        put: operations["referrals.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/invited": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List whom a person invited
         * @description List whom a person invited
         */
        get: operations["referrals.invited"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/referrals/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what inviting brought
         * @description Read what inviting brought
         */
        get: operations["referrals.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the statistics of the fleet
         * @description At most 366 days.
         *
         *     Master token only.
         */
        get: operations["stats.fleet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the statistics of a bot
         * @description At most 366 days.
         */
        get: operations["stats.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/subscriptions/{subscription_id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a subscription off
         * @description Its time goes on. Doing it twice is doing it once.
         */
        post: operations["subscriptions.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/subscriptions/{subscription_id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a disabled subscription on again
         * @description It becomes active, or expired when its time is over. One that is on stays as it is.
         */
        post: operations["subscriptions.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/subscriptions/{subscription_id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a subscription more days
         * @description From its end, or from now when it is over; an expired one becomes active, a disabled one stays disabled. Give an `Idempotency-Key`, or a repeat adds the days again. Where the bot pays the fleet for sold traffic, what a tenant's token gives is charged to its wallet like a sale, in gigabytes over the time; the master's is a gift.
         */
        post: operations["subscriptions.extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/subscriptions/{subscription_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a subscription
         * @description Read a subscription
         */
        get: operations["subscriptions.get"];
        /**
         * Change the plan, the limits or the autopay of a subscription
         * @description Fields that are left out stay as they are; the person pays nothing, and its end stays. A limit above what is there is an add-on given by an admin; one below takes gifts first. Where the bot pays the fleet for sold traffic, what a tenant's token gives is charged to its wallet like a sale, in gigabytes over the time; the master's is a gift.
         */
        put: operations["subscriptions.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the subscriptions
         * @description List the subscriptions
         */
        get: operations["subscriptions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/subscriptions/{subscription_id}/reissue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new link, so that the old one stops
         * @description The panel makes it: until `panel.is_reissue_owed` is false again the old link works. Asking again meanwhile changes nothing.
         */
        post: operations["subscriptions.reissue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/transactions/{transaction_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a transaction
         * @description Read a transaction
         */
        get: operations["transactions.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the movements of the users' wallets
         * @description A transaction has no status: it is there once the money has moved. What is under way are payments.
         */
        get: operations["transactions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a person out of a bot
         * @description The bot tells the person and answers nothing else from then on; their accounts on the panel are switched off while it lasts, their subscriptions keep their status. Doing it twice is doing it once.
         */
        post: operations["users.block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put money into a person's wallet
         * @description A purchase that waits for the money is made with it, in the same transaction. Give an `Idempotency-Key`: repeats with it never move money again, however late they come.
         */
        post: operations["users.credit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/debit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take money out of a person's wallet
         * @description Never below zero. Give an `Idempotency-Key`: repeats with it never move money again, however late they come.
         */
        post: operations["users.debit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a user
         * @description Read a user
         */
        get: operations["users.get"];
        /**
         * Change the language that the bot speaks with a person
         * @description Change the language that the bot speaks with a person
         */
        put: operations["users.update"];
        post?: never;
        /**
         * Erase a person's data
         * @description Names and conversation are erased, subscriptions end, accounts on the panel are removed. The number, the Telegram id, the ledger and the payments stay: a person who comes back registers anew, and has had the trial and the one-time bonuses. A blocked person must be unblocked first, since they could come back otherwise.
         */
        delete: operations["users.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users
         * @description Numbers grow with time, so `sort=-id` has the newest first.
         */
        get: operations["users.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/users/{user_id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a blocked person in again
         * @description The bot tells the person; their accounts on the panel are switched on again.
         */
        post: operations["users.unblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a tenant's wallet
         * @description The balance never goes below zero. Give an `Idempotency-Key`: the ledger keeps it for ever, so that the movement is made once however often it is asked for.
         *
         *     Master token only.
         */
        post: operations["wallet.adjust"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tenant's wallet
         * @description Read a tenant's wallet
         */
        get: operations["wallet.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/traffic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the traffic of a tenant day by day
         * @description At most 366 days. Days are in UTC, as they are charged.
         */
        get: operations["wallet.traffic"];
        put?: never;
        /**
         * Record traffic that the fleet did not see by itself
         * @description Give an `Idempotency-Key`: a repeat within two days records nothing.
         *
         *     Master token only.
         */
        post: operations["wallet.record-traffic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a tenant's wallet so that it holds just so much
         * @description The ledger gets the difference, also where it is nothing. Give an `Idempotency-Key`: the ledger keeps it for ever, so that the movement is made once however often it is asked for.
         *
         *     Master token only.
         */
        post: operations["wallet.set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what goes through a tenant's wallet
         * @description At most 366 days, of the bot's time zone.
         */
        get: operations["wallet.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/subtract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take money out of a tenant's wallet
         * @description The balance never goes below zero. Give an `Idempotency-Key`: the ledger keeps it for ever, so that the movement is made once however often it is asked for.
         *
         *     Master token only.
         */
        post: operations["wallet.subtract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/top-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put money into a tenant's wallet
         * @description What is owed for consumed traffic is taken from it at once. Give an `Idempotency-Key`: the ledger keeps it for ever, so that the movement is made once however often it is asked for.
         *
         *     Master token only.
         */
        post: operations["wallet.top-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/transactions/{wallet_transaction_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a movement of a tenant's wallet
         * @description Read a movement of a tenant's wallet
         */
        get: operations["wallet-transactions.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the movements of a tenant's wallet
         * @description List the movements of a tenant's wallet
         */
        get: operations["wallet-transactions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/statements/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the statement of a month of a tenant's wallet
         * @description 404 for a month before the bot was made, or that has not begun.
         */
        get: operations["wallet-statements.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{bot_id}/wallet/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the statements of a tenant's wallet
         * @description At most 36 months.
         */
        get: operations["wallet-statements.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A token of a bot for this API; the token itself is shown at its making only */
        ApiToken: {
            /**
             * @description Number of the token; `0` is the bot's first
             * @example 0
             * @example 7
             */
            id: string;
            name: string;
            /**
             * @description `read`: GET only. `write`: everything that a tenant may
             * @enum {string}
             */
            scope: "read" | "write";
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            expires_at: string | null;
            /** @description To the minute */
            last_used_at: string | null;
            revoked_at: string | null;
        };
        Accepted: {
            job_id: string;
            /** @constant */
            status: "waiting";
        };
        FleetAuditEntry: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            at: string;
            /** @description Who did it */
            actor: {
                /** @enum {string} */
                kind: "master" | "token" | "person" | "system";
                /** @description Number of the token, or Telegram id of the person */
                id: string | null;
                name: string | null;
            };
            /**
             * @description What was done
             * @example bots.update
             */
            action: string;
            /**
             * @description To what
             * @example bot 12
             * @example user 345
             */
            subject: string | null;
            /** @description How it was; secrets are masked */
            before: unknown;
            /** @description How it is; secrets are masked */
            after: unknown;
            /** @description `X-Request-Id` of the request */
            request_id: string | null;
            bot_id: string | null;
        };
        /** @description A change: who, what, before, after */
        AuditEntry: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            at: string;
            /** @description Who did it */
            actor: {
                /** @enum {string} */
                kind: "master" | "token" | "person" | "system";
                /** @description Number of the token, or Telegram id of the person */
                id: string | null;
                name: string | null;
            };
            /**
             * @description What was done
             * @example bots.update
             */
            action: string;
            /**
             * @description To what
             * @example bot 12
             * @example user 345
             */
            subject: string | null;
            /** @description How it was; secrets are masked */
            before: unknown;
            /** @description How it is; secrets are masked */
            after: unknown;
            /** @description `X-Request-Id` of the request */
            request_id: string | null;
        };
        /** @description A person who runs a bot in Telegram */
        BotAdmin: {
            /**
             * @description Telegram id, as a string of digits
             * @example 123456789
             */
            telegram_id: string;
            /**
             * @description `owner`: everything. `admin`: everything but owners. `reviewer`: receipts only
             * @enum {string}
             */
            role: "owner" | "admin" | "reviewer";
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description A bot of the fleet */
        Bot: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /** @description Name for operators; people never see it */
            name: string;
            /** @description Telegram @name without @ */
            username: string | null;
            /**
             * @description Telegram id, as a string of digits
             * @example 123456789
             */
            telegram_bot_id: string;
            is_master: boolean;
            /** @description Does it take updates? */
            is_active: boolean;
            /** @description Did Telegram refuse its token? */
            is_token_revoked: boolean;
            /**
             * @description Language
             * @enum {string}
             */
            default_language: "fa" | "en" | "ru";
            support_username: string | null;
            admin_chat_id: string | null;
            admin_topic_id: string | null;
            card_receipt_topic_id: string | null;
            /** @description Where sales, trials, refunds and servers are told instead of in the chat of the admins */
            notification_group_id: string | null;
            /** @description Forum topic in that group */
            notification_topic_id: string | null;
            /** @description Half of the switch of payments from card to card; the other is the feature */
            card_to_card_enabled: boolean;
            /** @description Half of the switch; the other is the feature `zarinpal` */
            zarinpal_enabled: boolean;
            /** @description Is it asked in its sandbox, where no money moves? */
            zarinpal_sandbox: boolean;
            /** @description Last four characters of the merchant id, which is never returned; null: none is set */
            zarinpal_merchant_tail: string | null;
            /**
             * @description Whole toman
             * @example 150000
             */
            wallet_balance_toman: number;
            /** @description Bytes */
            traffic_consumed_bytes: number;
            /** @description Bytes */
            traffic_sold_bytes: number;
            /**
             * @description What the tenant pays the fleet for, by the gigabyte: nothing (`none`), the traffic that it sells (`subscription_sale`), the traffic that its people consume (`traffic_consumption`), or each of them (`hybrid`). A change counts for what is sold and consumed from then on
             * @enum {string}
             */
            billing_model: "none" | "traffic_consumption" | "subscription_sale" | "hybrid";
            /**
             * @description Price of a gigabyte for the tenant, in toman
             * @example 150000
             */
            traffic_rate_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            min_wallet_balance_toman: number;
            auto_suspend_on_low_balance: boolean;
            created_by: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description A bot and its own API token */
        BotWithToken: {
            bot: components["schemas"]["Bot"];
            /**
             * Format: password
             * @description Shown this once; only its SHA-256 is kept
             */
            api_token: string;
        };
        /** @description An advertising link of a bot */
        Campaign: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            start_parameter: string;
            /**
             * @description The link that is advertised; null: the bot has no @name yet
             * @example https://t.me/saffron_vpn_bot?start=spring_26
             */
            link: string | null;
            name: string;
            is_active: boolean;
            active_from: string | null;
            active_until: string | null;
            cost_toman: number | null;
            bonus: components["schemas"]["CampaignBonus"] | null;
            /** @description It is kept for its statistics only */
            deleted_at: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description What people get who register by the link, once a person: money in the wallet, a subscription in place of the trial, or a discount */
        CampaignBonus: {
            /** @constant */
            kind: "balance";
            /**
             * @description Whole toman
             * @example 150000
             */
            amount_toman: number;
        } | {
            /** @constant */
            kind: "subscription";
            days: number;
            traffic_gb: number;
            device_limit: number;
            squads: string[];
        } | {
            /** @constant */
            kind: "discount";
            percent: number | null;
            amount_toman: number | null;
            valid_days: number;
            /** @enum {string} */
            applies_to: "any" | "purchase" | "renewal";
            plan_ids: string[] | null;
        };
        /** @description Somebody whom a campaign brought */
        CampaignPerson: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            /**
             * @description Telegram id, as a string of digits
             * @example 123456789
             */
            telegram_id: string;
            username: string | null;
            first_name: string;
            last_name: string | null;
            /** @enum {string} */
            status: "active" | "blocked" | "deleted";
            /** @description How often they opened the link */
            visits: number;
            first_visit_at: string | null;
            last_visit_at: string | null;
            /** @description When they registered by the link */
            registered_at: string | null;
            /** @description Kind of the bonus that they got; null: none */
            bonus: string | null;
            /** @description `ended`, `not_new`, `not_sellable`, `unpriced` or `wallet`: why they did not get the bonus of the campaign */
            bonus_refusal: string | null;
            has_had_trial: boolean;
            has_paid: boolean;
        };
        /** @description What a campaign brought */
        CampaignFigures: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            campaign_id: string;
            name: string;
            /** @description How often the link was opened */
            visits: number;
            /** @description By how many people */
            people: number;
            /** @description Those who registered by it; what follows is of them, up to now */
            registrations: number;
            /** @description Who got the bonus */
            bonuses: number;
            /** @description Who took the trial, or was given a subscription */
            trials: number;
            /** @description Who paid for something that was not taken back */
            buyers: number;
            /**
             * @description What they bought from their wallets, less what was paid back there
             * @example 150000
             */
            sales_toman: number;
            /**
             * @description What they paid in through payment methods, less what went back by them; bonuses are none of it
             * @example 150000
             */
            revenue_toman: number;
            /** @description Of the people, who registered; null: nobody came */
            registered_percent: number | null;
            /** @description Of the registrations, who bought; null: nobody registered */
            bought_percent: number | null;
            /** @description Null: not known */
            cost_toman: number | null;
            /** @description Rounded; null: nobody registered, no cost is known, or the figures are of a period only */
            cost_per_registration_toman: number | null;
            cost_per_buyer_toman: number | null;
        };
        /** @description What campaigns brought together; costs of those that have one */
        CampaignTotals: {
            /** @description How often the link was opened */
            visits: number;
            /** @description By how many people */
            people: number;
            /** @description Those who registered by it; what follows is of them, up to now */
            registrations: number;
            /** @description Who got the bonus */
            bonuses: number;
            /** @description Who took the trial, or was given a subscription */
            trials: number;
            /** @description Who paid for something that was not taken back */
            buyers: number;
            /**
             * @description What they bought from their wallets, less what was paid back there
             * @example 150000
             */
            sales_toman: number;
            /**
             * @description What they paid in through payment methods, less what went back by them; bonuses are none of it
             * @example 150000
             */
            revenue_toman: number;
            /** @description Of the people, who registered; null: nobody came */
            registered_percent: number | null;
            /** @description Of the registrations, who bought; null: nobody registered */
            bought_percent: number | null;
            /** @description Null: not known */
            cost_toman: number | null;
            /** @description Rounded; null: nobody registered, no cost is known, or the figures are of a period only */
            cost_per_registration_toman: number | null;
            cost_per_buyer_toman: number | null;
        };
        /** @description A bank card on which a bot receives card-to-card payments */
        Card: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /** @description 16 digits. Masked (`603799******2345`) in an answer that is given again; all but the last four are `*` when the fleet lost the `APP_SECRET` it was sealed under */
            card_number: string;
            /** @description Its last four digits */
            last_four: string;
            /** @description The bank by the first six digits; null: none that is known */
            bank: {
                code: string;
                name: components["schemas"]["PerLanguage"];
            } | null;
            card_holder_name: string;
            /**
             * @description How the next card is picked: the longest unused, by chance, one for an interval, by chance and weight
             * @enum {string}
             */
            rotation_strategy: "round_robin" | "random" | "time_based" | "weighted";
            /** @description Minutes a card stays in use with `time_based` */
            rotation_interval_minutes: number;
            /** @description Share of the card with `weighted` */
            weight: number;
            /** @description Payments that may begin on it in a day */
            day_count_limit: number | null;
            /** @description Sum of those payments */
            day_sum_limit_toman: number | null;
            /** @description Least amount of a payment on it */
            min_toman: number | null;
            /** @description Greatest amount of a payment on it */
            max_toman: number | null;
            /** @description Full hour by the bot’s clocks from which it is shown */
            hours_from: number | null;
            /** @description Full hour from which it is shown no more */
            hours_until: number | null;
            /** @description Is it shown to payers? */
            is_active: boolean;
            /** @description Payments approved on it */
            success_count: number;
            /** @description Payments rejected on it */
            failure_count: number;
            /** @description Times shown since the last reset */
            current_usage_count: number;
            /** @description When it was last shown */
            last_used_at: string | null;
            /** @description Admin who added it; null: through this API */
            created_by: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description A text in three languages */
        PerLanguage: {
            fa: string;
            en: string;
            ru: string;
        };
        /** @description What came in on each card, since the start */
        CardsStatistics: {
            /** @description Of all cards, those that were deleted since too */
            total: {
                /** @description Payments ever made, whatever became of them */
                payment_count: number;
                approved_count: number;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                approved_toman: number;
                /** @description Not decided yet, with or without a receipt: no failure */
                pending_count: number;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                pending_toman: number;
                rejected_count: number;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                rejected_toman: number;
                /** @description Cancelled or expired */
                ended_count: number;
            };
            cards: components["schemas"]["CardStatistics"][];
        };
        /** @description What came in on a card */
        CardStatistics: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            card_id: string;
            /** @description 16 digits. Masked (`603799******2345`) in an answer that is given again; all but the last four are `*` when the fleet lost the `APP_SECRET` it was sealed under */
            card_number: string;
            /** @description Its last four digits */
            last_four: string;
            /** @description The bank by the first six digits; null: none that is known */
            bank: {
                code: string;
                name: components["schemas"]["PerLanguage"];
            } | null;
            card_holder_name: string;
            is_active: boolean;
            current_usage_count: number;
            last_used_at: string | null;
            /** @description Approved among approved and rejected, to a tenth; null: none was judged */
            success_percent: number | null;
            /** @description Payments ever made, whatever became of them */
            payment_count: number;
            approved_count: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            approved_toman: number;
            /** @description Not decided yet, with or without a receipt: no failure */
            pending_count: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            pending_toman: number;
            rejected_count: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            rejected_toman: number;
            /** @description Cancelled or expired */
            ended_count: number;
        };
        /** @description A group */
        SettingGroup: {
            key: string;
            title: components["schemas"]["PerLanguage"];
        };
        /** @description A configuration key: what it means and which values it takes */
        SettingKind: {
            /**
             * @description Key of a setting
             * @example trial_days
             */
            config_key: string;
            group: string;
            /**
             * @description How a form asks for it
             * @example number
             * @example switch
             */
            type: string;
            title: components["schemas"]["PerLanguage"];
            description: components["schemas"]["PerLanguage"];
            /** @description JSON Schema of the value */
            value_schema: {
                [key: string]: unknown;
            };
            default: unknown;
            min: number | null;
            max: number | null;
            /**
             * @description What a number counts
             * @example days
             * @example toman
             */
            unit: string | null;
            choices: string[] | null;
            /**
             * @description `master`: the master token alone may set it. `tenant`: the tokens of the bot too
             * @enum {string}
             */
            set_by: "master" | "tenant";
            is_secret: boolean;
        };
        /** @description A configuration key of a bot with its value */
        Setting: {
            /**
             * @description Key of a setting
             * @example trial_days
             */
            config_key: string;
            group: string;
            /** @description Of a secret a mask, or null where it is not set */
            value: unknown;
            /** @description What holds while it is not set */
            default: unknown;
            is_set: boolean;
            set_at: string | null;
            /**
             * @description `master`: the master token alone may set it. `tenant`: the tokens of the bot too
             * @enum {string}
             */
            set_by: "master" | "tenant";
            is_secret: boolean;
        };
        /** @description A change of a setting or a feature */
        SettingChange: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            at: string;
            /** @enum {string} */
            kind: "feature" | "setting";
            key: string;
            /** @description Secrets are masked; null where it was not set */
            before: unknown;
            /** @description Secrets are masked; null where it is not set */
            after: unknown;
            actor: {
                /** @enum {string} */
                kind: "master" | "token" | "person" | "system";
                id: string | null;
                name: string | null;
            };
        };
        /** @description A part of a bot that can be switched */
        Feature: {
            /**
             * @description Key of a feature
             * @example trial_subscription
             */
            feature_key: string;
            /** @description The flag; a default where nobody set it */
            enabled: boolean;
            /** @description Does it work: the flag and, where the feature has one, the field of the bot */
            is_on: boolean;
            /** @description `false`: all of it is the default */
            is_set: boolean;
            /** @description With the defaults filled in */
            config: {
                [key: string]: unknown;
            };
            /** @description Settings, or a field of the bot, without which the feature cannot work though it is enabled */
            lacks: string[];
            title: components["schemas"]["PerLanguage"];
            description: components["schemas"]["PerLanguage"];
        };
        /** @description A request that was answered with 202 */
        Job: {
            /**
             * @description Number of a job
             * @example 12.1770000000000001
             */
            id: string;
            /**
             * @description What was asked
             * @example bots.update
             */
            endpoint: string;
            /**
             * @description `waiting`: not yet begun, at work, or to be tried again
             * @enum {string}
             */
            status: "waiting" | "done";
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            accepted_at: string;
            finished_at: string | null;
            result: {
                /** @description The HTTP status that the request would have been answered with */
                status: number;
                headers: {
                    [key: string]: string;
                };
                /** @description Its JSON body: what was asked for, or the problem; null when there is none */
                body: unknown;
            } | null;
        };
        /** @description A payment of a user, through any method */
        Payment: {
            /**
             * @description Number of the payment, over all methods
             * @example 42
             */
            id: string;
            /**
             * @description `card_to_card`, `zarinpal`, or another gateway
             * @example card_to_card
             */
            method: string;
            /**
             * @description Where it stands. `approved` and `rejected`: by an admin, who saw the receipt. `paid`: the gateway verified it. `held`: money is there, not as it was asked for; decide with `settle`
             * @enum {string}
             */
            status: "pending" | "paid" | "approved" | "rejected" | "failed" | "cancelled" | "expired" | "refunded" | "held";
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            /**
             * @description Whole toman
             * @example 150000
             */
            amount_toman: number;
            /** @description Ledger row that credited it; null: not credited */
            transaction_id: string | null;
            /** @description What is bought when the money is there: `order_id`; null: only a top-up */
            purchase: {
                [key: string]: unknown;
            } | null;
            /** @description Of the method `card_to_card` only */
            card_to_card: {
                /** @description Card the money was sent to */
                card_id: string | null;
                /**
                 * @description How people know it
                 * @example C2C-00423
                 */
                tracking_number: string;
                /**
                 * @description Part of the amount that only tells it from payments of the same sum; credited with it
                 * @example 150000
                 */
                extra_toman: number;
                /** @description Does a receipt wait for a decision? */
                is_under_review: boolean;
                /** @description When its last receipt came; null: none yet */
                submitted_at: string | null;
                /** @description How often a receipt of it was sent back */
                tries: number;
                /** @description What its payer sent, the newest 40 parts, in order */
                receipts: {
                    /**
                     * @description Number of a row, as a string of digits
                     * @example 42
                     */
                    id: string;
                    /** @description Rejections that the payment had when it came */
                    attempt: number;
                    /** @enum {string} */
                    kind: "document" | "image" | "text";
                    /** @description File at Telegram: the bot's token opens it */
                    file_id: string | null;
                    /** @description Its words, or the caption */
                    words: string | null;
                    /** @description Numbers in its words that may be the reference of a transfer */
                    reference_numbers: string[];
                    /**
                     * Format: date-time
                     * @description Instant, ISO 8601
                     * @example 2026-01-31T12:00:00.000Z
                     */
                    created_at: string;
                }[];
                receipt_type: ("image" | "text" | "both") | null;
                receipt_text: string | null;
                /** @description File at Telegram */
                receipt_image_file_id: string | null;
                /** @description Who decided last; null: nobody, or not in Telegram */
                admin_reviewed_by: string | null;
                admin_reviewed_at: string | null;
                admin_notes: string | null;
                /** @description Code of the reason of the last rejection; null: none, or in `admin_notes` */
                reject_reason: string | null;
                /** @description Reference number of the transfer */
                bank_reference: string | null;
                /** @description What went into the wallet; another sum than `amount_toman` where another was approved */
                credited_toman: number | null;
                /** @description Null: none. `underpaid`, `overpaid`: another sum was approved */
                problem: string | null;
                /** @description What its evidence said of the payer: a masked card */
                note: string | null;
                /** @description Until when a receipt can be sent */
                expires_at: string | null;
                /** @description When it was credited */
                paid_at: string | null;
                /** @description When its approval was undone */
                refunded_at: string | null;
                /** @description Ledger row that took the money out of the wallet for that */
                refund_transaction_id: string | null;
                /** @description When something is due: a reminder, or its end */
                check_at: string | null;
                /** @description How often reviewers were reminded of it */
                checks: number;
            } | null;
            /** @description Of all other methods: what went through a gateway */
            gateway: {
                /**
                 * @description Our name of the payment, which the gateway is given
                 * @example 0123456789abcdef0123456789abcdef
                 */
                reference: string;
                /** @description The gateway's name of the payment; null: it has not answered yet */
                external_id: string | null;
                /**
                 * @description What was asked for: `IRT` is toman
                 * @example IRR
                 */
                currency: string;
                /** @description Amount in that currency, as a decimal number */
                currency_amount: string | null;
                /** @description Toman a unit of that currency when it was asked for */
                rate_toman: string | null;
                /** @description What went into the wallet; another sum than `amount_toman` where another was paid */
                credited_toman: number | null;
                /** @description Number that the payer can show */
                receipt: string | null;
                /** @description What the gateway said of the payer: a masked card */
                note: string | null;
                /** @description Null: none. `underpaid`, `overpaid`, `settled_by_hand`, `settled_twice` (the gateway has money of it too), `check_failed` (it cannot be asked, by a fault of the fleet; it is tried again), `refund_under_way`, `refund_refused …`, `refund_not_covered`, `refunded_in_part`, why it is held (`wrong_currency`, `payer_deleted`, the gateway's word), or the code of the last fault */
                problem: string | null;
                /** @description Where it is paid */
                payment_url: string | null;
                /** @description Address that Zarinpal was given to send the payer back to; null: another gateway, or not made yet */
                callback_url: string | null;
                /** @description When the gateway was asked to make it */
                asked_at: string | null;
                /** @description Until when it can be paid */
                expires_at: string | null;
                /** @description When it was credited */
                paid_at: string | null;
                /** @description When the money went back */
                refunded_at: string | null;
                /** @description What of `credited_toman` the gateway gave back by now, in all; null: nothing */
                refunded_toman: number | null;
                /** @description Ledger row that took the money out of the wallet for that, the last where it went in parts */
                refund_transaction_id: string | null;
                /** @description When the gateway is asked next what became of it; null: it is asked no more */
                check_at: string | null;
                /** @description Up to when money that comes late is looked for */
                check_until: string | null;
                /** @description How often it was asked */
                checks: number;
            } | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description Something odd about a receipt */
        ReceiptFlag: {
            /**
             * @description `same_file`: the very file was sent before. `same_picture`: the same picture, compressed or scaled anew. `alike_picture`: the same cut, or another of the same look, with the same sum. `same_reference`: a number was named before. `rejected_often`: many receipts of the person were rejected in half a year. `amount_differs`: its words name other sums. `older_receipt`: its words name a day before the payment began
             * @enum {string}
             */
            kind: "alike_picture" | "amount_differs" | "older_receipt" | "rejected_often" | "same_file" | "same_picture" | "same_reference";
            /** @description Of `amount_differs`: the sums that its words name, in toman */
            said_toman: number[] | null;
            /** @description Of `older_receipt`: the day, Gregorian */
            day: string | null;
            /** @description Of `rejected_often`: how many */
            rejections: number | null;
            /** @description The payments that it points to, the newest five; the same payment where its rejected receipt is meant */
            payments: {
                /**
                 * @description Number of a row, as a string of digits
                 * @example 42
                 */
                payment_id: string;
                tracking_number: string;
                /** @enum {string} */
                status: "pending" | "approved" | "rejected" | "cancelled" | "expired";
                reject_reason: string | null;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                amount_toman: number;
                is_same_person: boolean;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601
                 * @example 2026-01-31T12:00:00.000Z
                 */
                created_at: string;
            }[];
        };
        /** @description A payment gateway, as it stands in a bot */
        PaymentMethod: {
            /**
             * @description Name of the gateway or `card_to_card`, as payments, the ledger and the feature have it
             * @example zarinpal
             */
            method: string;
            /** @description What people are shown: its title in this bot, or its brand */
            title: components["schemas"]["PerLanguage"];
            /**
             * @description What it asks for: `IRT` is toman
             * @example IRR
             */
            currency: string;
            /** @description Is the feature of its name on? */
            is_on: boolean;
            /** @description Is there all that it needs? */
            is_set_up: boolean;
            /** @description What it needs: settings, a field of the bot, a rate, `card` (one that can take the least sum now), or `PUBLIC_URL`, which the operator of the fleet sets */
            lacks: string[];
            /** @description Do people find it among the ways to pay, for a sum that it takes? On, set up, and not hidden */
            is_offered: boolean;
            /** @description It failed again and again, or refused the credentials, and is hidden until then; null: it is not */
            hidden_until: string | null;
            /** @description Faults since it last answered */
            faults: number;
            /**
             * @description Code of the last one
             * @example gateway.timeout
             */
            last_fault: string | null;
            last_fault_at: string | null;
            /** @description When it last told us something, to the minute */
            last_callback_at: string | null;
            /** @description Payments that were begun in the last seven days */
            last_7_days: {
                begun: number;
                paid: number;
                /** @description Over without money */
                unpaid: number;
                /** @description Paid ones among those that are over, 0 to 100; null: none is over */
                success_percent: number | null;
                /** @description Half of the paid ones were credited sooner after they were begun */
                median_settle_seconds: number | null;
            };
        };
        /** @description A plan that a bot sells */
        Plan: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /** @description Name that buyers see */
            name: string;
            /** @description Length in days */
            period_days: number;
            /**
             * @description Price in toman
             * @example 150000
             */
            price_toman: number;
            /** @description Traffic in gigabytes; 0: unlimited */
            traffic_limit_gb: number;
            /** @description Devices at the same time */
            device_limit: number;
            /** @description Squads of the panel that it gives; none: all that the bot may sell */
            squads: string[];
            /**
             * @description Who may buy it. `new`: who has bought nothing yet. `existing`: who has. `group`: who is in one of `group_ids`. `link`: who opens its link, and who renews what was bought by it
             * @enum {string}
             */
            audience: "all" | "new" | "existing" | "group" | "link";
            group_ids: string[];
            /** @description The link `t.me/<bot>?start=plan_<link_code>` opens it; null: it was never by link */
            link_code: string | null;
            /** @description Is it on sale? */
            is_active: boolean;
            /** @description Place in the list, lowest first; `PUT …/plans/order` sets it */
            sort_order: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description The order of the plans */
        PlanOrder: {
            /** @description Every plan of the bot, in the order of the list */
            plan_ids: string[];
        };
        /** @description Promo codes that were made at once, each for one use */
        PromoCodeBatch: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            name: string;
            /** @description Codes that were made */
            size: number;
            /** @description Codes that can be used, their time and audience aside */
            active_count: number;
            /** @description Codes that were used */
            used_count: number;
            /** @description Used codes that were deleted */
            deleted_count: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
        };
        /** @description A word that gives something to who sends it to the bot */
        PromoCode: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /** @description As it is written */
            code: string;
            /** @description Link that uses it; null: it has letters that no link of Telegram takes */
            link: string | null;
            effect: components["schemas"]["PromoEffect"];
            /** @description Uses in all; null: any number */
            max_uses: number | null;
            max_uses_per_person: number;
            /** @description Uses on a day by the bot’s clocks */
            max_uses_per_day: number | null;
            starts_at: string | null;
            ends_at: string | null;
            /**
             * @description Who may use it: everybody; people who never paid and never had a subscription; people who have bought nothing yet (a trial is none); buyers of `audience_plan_ids`
             * @enum {string}
             */
            audience: "everyone" | "newcomers" | "before_purchase" | "plan_buyers";
            /** @description Plans of `plan_buyers` */
            audience_plan_ids: string[] | null;
            /** @description Can it be used? */
            is_active: boolean;
            /** @description Uses so far */
            use_count: number;
            /** @description Batch that it was made in */
            batch_id: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description What a promo code gives; fields of other kinds are null */
        PromoEffect: {
            /** @enum {string} */
            kind: "balance" | "days" | "discount" | "group" | "traffic" | "trial";
            amount_toman: number | null;
            days: number | null;
            /** @description Plan whose limits the days start with */
            plan_id: string | null;
            percent: number | null;
            valid_hours: number | null;
            applies_to: ("any" | "purchase" | "renewal") | null;
            /** @description Plans that the discount is for; null: all */
            plan_ids: string[] | null;
            group_id: string | null;
            gb: number | null;
        };
        /** @description What codes of a kind gave */
        PromoCodeSums: {
            /** @enum {string} */
            kind: "balance" | "days" | "discount" | "group" | "traffic" | "trial";
            use_count: number;
            /** @description Different people */
            person_count: number;
            /**
             * @description Put into wallets
             * @example 150000
             */
            given_toman: number;
            given_days: number;
            given_gb: number;
            /** @description Sales with a discount that was given, and stand */
            discounted_sales_count: number;
            /**
             * @description What these brought in
             * @example 150000
             */
            discounted_sales_toman: number;
        };
        /** @description A person used a promo code */
        PromoCodeUse: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            code_id: string;
            code: string;
            batch_id: string | null;
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            /**
             * @description Telegram id, as a string of digits
             * @example 123456789
             */
            telegram_id: string;
            /** @description Movement of the wallet that it gave */
            transaction_id: string | null;
            /** @description Subscription that got time or traffic */
            subscription_id: string | null;
            /** @description Discount that it gave; null: none, or forgotten since */
            discount_id: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            used_at: string;
        };
        /** @description A person in a group */
        PromoGroupMember: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            group_id: string;
            /**
             * @description How the person came into it
             * @enum {string}
             */
            given_by: "admin" | "promo_code" | "spending";
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
        };
        /** @description A group of people who pay less */
        PromoGroup: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /** @description Name that people see */
            name: string;
            priority: number;
            /** @description By the days of a period */
            period_percents: {
                [key: string]: number;
            };
            traffic_percent: number;
            device_percent: number;
            spent_toman: number | null;
            /** @description Squads of the panel that its people have with what they buy, beside those that a plan names; none: no more than others */
            squads: string[];
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description How many people are in each group */
        PromoGroupStatistics: {
            items: {
                /**
                 * @description Number of a row, as a string of digits
                 * @example 42
                 */
                group_id: string;
                name: string;
                /** @description People in it */
                members: number;
                /** @description Of them, whom an admin took in */
                by_admin: number;
                by_promo_code: number;
                by_spending: number;
            }[];
        };
        /** @description What a payment of an invited person earned somebody */
        ReferralReward: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * @description Who earned it
             * @example 42
             */
            user_id: string;
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            inviter_id: string;
            /**
             * @description Who paid
             * @example 42
             */
            invited_id: string;
            /**
             * @description `commission`: the inviter's part of a payment. `first`: the inviter's for the first sufficient one. `welcome`: the newcomer's for it
             * @enum {string}
             */
            kind: "commission" | "first" | "welcome";
            /** @description Table of the payment */
            payment_table: string;
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            payment_id: string;
            /**
             * @description What was paid
             * @example 150000
             */
            deposit_toman: number;
            /** @description Part of the payment; null: a fixed bonus */
            percent: number | null;
            /**
             * @description What was earned
             * @example 150000
             */
            amount_toman: number;
            /**
             * @description What of it was kept for rewards that had to be taken back and were spent
             * @example 150000
             */
            withheld_toman: number;
            /** @description Movement of the wallet; null: none */
            transaction_id: string | null;
            /**
             * @description What of it was taken back with the payment
             * @example 150000
             */
            taken_back_toman: number;
            /** @description When all of it was */
            taken_back_at: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
        };
        /** @description How a person stands as an inviter */
        ReferralStanding: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            referral_code: string;
            /** @description Who invited the person */
            referred_by: string | null;
            /** @description The person's own commission; null: as the bot says */
            percent: number | null;
            /** @description They invite nobody and earn nothing */
            is_off: boolean;
            /**
             * @description Rewards that had to be taken back and were spent: kept of what they earn next
             * @example 150000
             */
            owed_toman: number;
            invited_count: number;
            /** @description Of these, with a sufficient payment */
            paid_count: number;
            /**
             * @description What they earned by inviting, and kept
             * @example 150000
             */
            earned_toman: number;
        };
        /** @description Somebody who was invited */
        InvitedPerson: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            /**
             * @description Telegram id, as a string of digits
             * @example 123456789
             */
            telegram_id: string;
            first_name: string;
            /** @description Null: registration is under way */
            registered_at: string | null;
            /** @description Did a sufficient payment come? */
            has_paid: boolean;
            /**
             * @description What the inviter earned by them, and kept
             * @example 150000
             */
            earned_toman: number;
            /** @description They gave the e-mail of the inviter, so that they earn nothing */
            is_same_person: boolean;
        };
        /** @description What inviting brought */
        ReferralStatistics: {
            time_zone: string;
            /** @description Since midnight in the bot's time zone */
            today: {
                /** @description People who came by an invitation */
                joined_count: number;
                /** @description People whose first sufficient payment came */
                paid_count: number;
                /**
                 * @description Payments that earned something
                 * @example 150000
                 */
                deposits_toman: number;
                /**
                 * @description What inviters and newcomers earned
                 * @example 150000
                 */
                rewards_toman: number;
                /**
                 * @description What of it was taken back
                 * @example 150000
                 */
                taken_back_toman: number;
            };
            /** @description The last 7 days, this one among them */
            week: {
                /** @description People who came by an invitation */
                joined_count: number;
                /** @description People whose first sufficient payment came */
                paid_count: number;
                /**
                 * @description Payments that earned something
                 * @example 150000
                 */
                deposits_toman: number;
                /**
                 * @description What inviters and newcomers earned
                 * @example 150000
                 */
                rewards_toman: number;
                /**
                 * @description What of it was taken back
                 * @example 150000
                 */
                taken_back_toman: number;
            };
            /** @description The last 30 days, this one among them */
            month: {
                /** @description People who came by an invitation */
                joined_count: number;
                /** @description People whose first sufficient payment came */
                paid_count: number;
                /**
                 * @description Payments that earned something
                 * @example 150000
                 */
                deposits_toman: number;
                /**
                 * @description What inviters and newcomers earned
                 * @example 150000
                 */
                rewards_toman: number;
                /**
                 * @description What of it was taken back
                 * @example 150000
                 */
                taken_back_toman: number;
            };
            ever: {
                /** @description People who came by an invitation */
                joined_count: number;
                /** @description People whose first sufficient payment came */
                paid_count: number;
                /**
                 * @description Payments that earned something
                 * @example 150000
                 */
                deposits_toman: number;
                /**
                 * @description What inviters and newcomers earned
                 * @example 150000
                 */
                rewards_toman: number;
                /**
                 * @description What of it was taken back
                 * @example 150000
                 */
                taken_back_toman: number;
            };
            /** @description The ten inviters who earned most */
            top: {
                /**
                 * @description Number of a row, as a string of digits
                 * @example 42
                 */
                user_id: string;
                /**
                 * @description Telegram id, as a string of digits
                 * @example 123456789
                 */
                telegram_id: string;
                username: string | null;
                first_name: string;
                paid_count: number;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                deposits_toman: number;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                earned_toman: number;
            }[];
        };
        /** @description The fleet: how it stands, and a period day by day */
        FleetStatistics: {
            /** @description Bots that are counted: all */
            bots: number;
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            from: string;
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            to: string;
            /** @description Where the days begin */
            time_zone: string;
            /** @description How many there are at this moment */
            now: {
                users: {
                    /** @description Deleted ones left out */
                    total: number;
                    blocked: number;
                    deleted: number;
                    /** @description Those who blocked the bot in Telegram */
                    unreachable: number;
                    /** @description Those who ever paid for a subscription */
                    paying: number;
                };
                subscriptions: {
                    /** @description Trials left out */
                    active: number;
                    /** @description Trials that run */
                    trial: number;
                    expired: number;
                    disabled: number;
                    /** @description Active ones that end within a day; trials left out */
                    ending_24h: number;
                    /** @description The same within seven days */
                    ending_7d: number;
                };
            };
            /** @description The period as a whole */
            total: {
                /** @description People who finished their registration */
                new_users: number;
                /** @description Trials that began */
                trials: number;
                /** @description People who had a trial and bought for the first time */
                conversions: number;
                /** @description Purchases and renewals paid from wallets */
                sales: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Purchases paid back into wallets */
                refunds: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Money that came in through payment methods, less what went back by them */
                revenue: {
                    /** @description Payments that came in */
                    count: number;
                    /**
                     * @description What came in less what went back; a day of refunds is below 0
                     * @example 150000
                     */
                    amount_toman: number;
                    /** @description Payments that went back, on the day they did */
                    returned_count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    returned_toman: number;
                    by_method: {
                        /**
                         * @description Payment method
                         * @example zarinpal
                         */
                        method: string;
                        /** @description Payments that came in */
                        count: number;
                        /**
                         * @description What came in less what went back; a day of refunds is below 0
                         * @example 150000
                         */
                        amount_toman: number;
                        /** @description Payments that went back, on the day they did */
                        returned_count: number;
                        /**
                         * @description Whole toman
                         * @example 150000
                         */
                        returned_toman: number;
                    }[];
                };
                /** @description Traffic of the users; its days are in UTC, as the tenant's wallet is charged */
                traffic: {
                    /** @description Bytes */
                    consumed_bytes: number;
                    /** @description Bytes */
                    sold_bytes: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    charged_toman: number;
                };
            };
            /** @description Every day of the period, oldest first */
            days: {
                /**
                 * Format: date
                 * @description Day, ISO 8601
                 * @example 2026-01-31
                 */
                date: string;
                /** @description People who finished their registration */
                new_users: number;
                /** @description Trials that began */
                trials: number;
                /** @description People who had a trial and bought for the first time */
                conversions: number;
                /** @description Purchases and renewals paid from wallets */
                sales: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Purchases paid back into wallets */
                refunds: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Money that came in through payment methods, less what went back by them */
                revenue: {
                    /** @description Payments that came in */
                    count: number;
                    /**
                     * @description What came in less what went back; a day of refunds is below 0
                     * @example 150000
                     */
                    amount_toman: number;
                    /** @description Payments that went back, on the day they did */
                    returned_count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    returned_toman: number;
                    by_method: {
                        /**
                         * @description Payment method
                         * @example zarinpal
                         */
                        method: string;
                        /** @description Payments that came in */
                        count: number;
                        /**
                         * @description What came in less what went back; a day of refunds is below 0
                         * @example 150000
                         */
                        amount_toman: number;
                        /** @description Payments that went back, on the day they did */
                        returned_count: number;
                        /**
                         * @description Whole toman
                         * @example 150000
                         */
                        returned_toman: number;
                    }[];
                };
                /** @description Traffic of the users; its days are in UTC, as the tenant's wallet is charged */
                traffic: {
                    /** @description Bytes */
                    consumed_bytes: number;
                    /** @description Bytes */
                    sold_bytes: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    charged_toman: number;
                };
            }[];
        };
        /** @description A bot: how it stands, and a period day by day */
        Statistics: {
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            from: string;
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            to: string;
            /** @description Where the days begin */
            time_zone: string;
            /** @description How many there are at this moment */
            now: {
                users: {
                    /** @description Deleted ones left out */
                    total: number;
                    blocked: number;
                    deleted: number;
                    /** @description Those who blocked the bot in Telegram */
                    unreachable: number;
                    /** @description Those who ever paid for a subscription */
                    paying: number;
                };
                subscriptions: {
                    /** @description Trials left out */
                    active: number;
                    /** @description Trials that run */
                    trial: number;
                    expired: number;
                    disabled: number;
                    /** @description Active ones that end within a day; trials left out */
                    ending_24h: number;
                    /** @description The same within seven days */
                    ending_7d: number;
                };
            };
            /** @description The period as a whole */
            total: {
                /** @description People who finished their registration */
                new_users: number;
                /** @description Trials that began */
                trials: number;
                /** @description People who had a trial and bought for the first time */
                conversions: number;
                /** @description Purchases and renewals paid from wallets */
                sales: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Purchases paid back into wallets */
                refunds: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Money that came in through payment methods, less what went back by them */
                revenue: {
                    /** @description Payments that came in */
                    count: number;
                    /**
                     * @description What came in less what went back; a day of refunds is below 0
                     * @example 150000
                     */
                    amount_toman: number;
                    /** @description Payments that went back, on the day they did */
                    returned_count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    returned_toman: number;
                    by_method: {
                        /**
                         * @description Payment method
                         * @example zarinpal
                         */
                        method: string;
                        /** @description Payments that came in */
                        count: number;
                        /**
                         * @description What came in less what went back; a day of refunds is below 0
                         * @example 150000
                         */
                        amount_toman: number;
                        /** @description Payments that went back, on the day they did */
                        returned_count: number;
                        /**
                         * @description Whole toman
                         * @example 150000
                         */
                        returned_toman: number;
                    }[];
                };
                /** @description Traffic of the users; its days are in UTC, as the tenant's wallet is charged */
                traffic: {
                    /** @description Bytes */
                    consumed_bytes: number;
                    /** @description Bytes */
                    sold_bytes: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    charged_toman: number;
                };
            };
            /** @description Every day of the period, oldest first */
            days: {
                /**
                 * Format: date
                 * @description Day, ISO 8601
                 * @example 2026-01-31
                 */
                date: string;
                /** @description People who finished their registration */
                new_users: number;
                /** @description Trials that began */
                trials: number;
                /** @description People who had a trial and bought for the first time */
                conversions: number;
                /** @description Purchases and renewals paid from wallets */
                sales: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Purchases paid back into wallets */
                refunds: {
                    count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                };
                /** @description Money that came in through payment methods, less what went back by them */
                revenue: {
                    /** @description Payments that came in */
                    count: number;
                    /**
                     * @description What came in less what went back; a day of refunds is below 0
                     * @example 150000
                     */
                    amount_toman: number;
                    /** @description Payments that went back, on the day they did */
                    returned_count: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    returned_toman: number;
                    by_method: {
                        /**
                         * @description Payment method
                         * @example zarinpal
                         */
                        method: string;
                        /** @description Payments that came in */
                        count: number;
                        /**
                         * @description What came in less what went back; a day of refunds is below 0
                         * @example 150000
                         */
                        amount_toman: number;
                        /** @description Payments that went back, on the day they did */
                        returned_count: number;
                        /**
                         * @description Whole toman
                         * @example 150000
                         */
                        returned_toman: number;
                    }[];
                };
                /** @description Traffic of the users; its days are in UTC, as the tenant's wallet is charged */
                traffic: {
                    /** @description Bytes */
                    consumed_bytes: number;
                    /** @description Bytes */
                    sold_bytes: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    charged_toman: number;
                };
            }[];
        };
        /** @description A VPN subscription of a user */
        Subscription: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            /** @description Plan it was last bought by */
            plan_id: string | null;
            /**
             * @description `pending`: not paid yet. `disabled`: by an admin
             * @enum {string}
             */
            status: "pending" | "active" | "expired" | "disabled";
            is_trial: boolean;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            starts_at: string;
            /**
             * Format: date-time
             * @description Paid until
             * @example 2026-01-31T12:00:00.000Z
             */
            ends_at: string;
            /** @description Of a trial: since when it stands still, because its owner is out of the required channel */
            channel_left_at: string | null;
            /** @description With add-ons, in gigabytes; 0: unlimited */
            traffic_limit_gb: number;
            /** @description Traffic used at the last look, in bytes */
            traffic_used_bytes: number;
            /**
             * @description How often the traffic counts anew, as it was sold; `none`: it is for life
             * @enum {string}
             */
            traffic_reset: "none" | "day" | "week" | "month" | "month_rolling";
            /** @description Devices at the same time, with add-ons */
            device_limit: number;
            /** @description What was sold as the plan, without add-ons */
            base_traffic_gb: number;
            /** @description What was sold as the plan, without add-ons */
            base_device_limit: number;
            /** @description What it has on top of the plan */
            add_ons: {
                /**
                 * @description Number of a row, as a string of digits
                 * @example 42
                 */
                id: string;
                /** @enum {string} */
                kind: "traffic" | "devices";
                /** @description Gigabytes (0: unlimited), or devices */
                amount: number;
                /**
                 * @description What was `bought` is renewed at its price; a gift ends with the next renewal
                 * @enum {string}
                 */
                given_by: "bought" | "admin" | "promotion";
                /**
                 * @description What was paid for it, from `paid_from` to `paid_until`
                 * @example 150000
                 */
                price_toman: number;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601
                 * @example 2026-01-31T12:00:00.000Z
                 */
                paid_from: string;
                /**
                 * Format: date-time
                 * @description Until when it was bought or given
                 * @example 2026-01-31T12:00:00.000Z
                 */
                paid_until: string;
            }[];
            /** @description Squads of the panel that it may use */
            squads: string[];
            is_autopay_enabled: boolean;
            /** @description Days before the end at which it is renewed */
            autopay_days_before: number;
            /** @description Link that the person puts into the VPN app */
            subscription_url: string | null;
            /** @description Where the VPN account stands: it follows the subscription by a job */
            panel: {
                /**
                 * @description `nothing`: there is nothing to do yet. `owed`: a change waits for the panel to take it over. `in_step`: the panel has it
                 * @enum {string}
                 */
                state: "nothing" | "owed" | "in_step";
                /** @description Number of the account on a panel of version 3; null: none yet */
                user_id: string | null;
                /** @description Account on a panel of version 2; null: none yet, or a newer panel */
                user_uuid: string | null;
                /** @description Name of the account on the panel; null: none was made yet */
                username: string | null;
                /** @description How the panel stood to the account at the last look */
                account_status: ("ACTIVE" | "DISABLED" | "LIMITED" | "EXPIRED") | null;
                /** @description Why the account is not as the subscription says: what the panel refused (`panel.squad_unknown`), or `panel.differs`, where it was mended three times and did not stay so */
                fault: string | null;
                /** @description When the panel last took over the whole subscription */
                provisioned_at: string | null;
                /** @description Is a new link on its way? The old one works until then */
                is_reissue_owed: boolean;
                /** @description Was the account given up for good? */
                is_removed: boolean;
            };
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description A movement of a user's wallet: it is there once the money has moved, and never changes */
        Transaction: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            user_id: string;
            /**
             * @description Why the money moved; `adjustment`: by an admin
             * @enum {string}
             */
            type: "deposit" | "withdrawal" | "subscription_payment" | "refund" | "referral_reward" | "campaign_bonus" | "promo_bonus" | "poll_reward" | "adjustment";
            /**
             * @description Above zero into the wallet, below zero out of it
             * @example 150000
             */
            amount_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            balance_after_toman: number;
            /** @description Gateway it came through; null: internal */
            payment_method: string | null;
            /** @description Name of the payment at the gateway */
            external_id: string | null;
            /** @description Kind of the row that caused it */
            reference_kind: string | null;
            reference_id: string | null;
            description: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
        };
        /** @description A person in one bot */
        User: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * @description Telegram id, as a string of digits
             * @example 123456789
             */
            telegram_id: string;
            /** @description Telegram @name without @ at the last contact */
            username: string | null;
            first_name: string;
            last_name: string | null;
            /**
             * @description Language
             * @enum {string}
             */
            language: "fa" | "en" | "ru";
            /**
             * @description `blocked`: by an admin. `deleted`: their data are erased, until they come back by themselves
             * @enum {string}
             */
            status: "active" | "blocked" | "deleted";
            /**
             * @description Whole toman
             * @example 150000
             */
            balance_toman: number;
            /** @description Code with which the person invites others */
            referral_code: string;
            /** @description User who invited the person */
            referred_by: string | null;
            /** @description Start parameter of the campaign that brought the person; it never changes */
            campaign_code: string | null;
            /** @description Do messages reach the person? */
            can_receive: boolean;
            has_had_trial: boolean;
            has_paid: boolean;
            /** @description Null: registration is under way */
            registered_at: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            last_seen_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        /** @description A movement of a tenant's wallet */
        WalletTransaction: {
            /**
             * @description Number of a row, as a string of digits
             * @example 42
             */
            id: string;
            /**
             * @description `traffic_charge`: sold traffic. `consumption_charge`: consumed traffic
             * @enum {string}
             */
            type: "deposit" | "traffic_charge" | "consumption_charge" | "refund" | "adjustment";
            /**
             * @description Above zero into the wallet, below zero out of it
             * @example 150000
             */
            amount_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            balance_after_toman: number;
            description: string | null;
            /** @description Admin who did it; null: the system, or this API */
            created_by: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
        };
        /** @description A tenant's wallet with the fleet */
        Wallet: {
            /**
             * @description Whole toman
             * @example 150000
             */
            balance_toman: number;
            /**
             * @description Balance under which the tenant is warned or suspended
             * @example 150000
             */
            min_balance_toman: number;
            /** @description Is the balance, less `owed_toman`, below that? Also of a bot that the fleet charges nothing */
            is_low: boolean;
            /**
             * @description For consumed traffic, charged within the hour or once the wallet has it
             * @example 150000
             */
            owed_toman: number;
            auto_suspend_on_low_balance: boolean;
            /** @description Since when the bot sells nothing, its wallet being too low; null: it sells */
            sales_stopped_at: string | null;
            /** @description From when on the bot stands still unless the wallet is filled (`low_balance_grace_hours` after its sales stopped) */
            stands_still_from: string | null;
            /** @enum {string} */
            billing_model: "none" | "traffic_consumption" | "subscription_sale" | "hybrid";
            /**
             * @description Price of a gigabyte for the tenant
             * @example 150000
             */
            traffic_rate_toman: number;
            /** @description Since the start, in bytes */
            traffic_consumed_bytes: number;
            /** @description Since the start, in bytes */
            traffic_sold_bytes: number;
        };
        /** @description What went through a tenant's wallet */
        WalletStatistics: {
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            from: string;
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            to: string;
            time_zone: string;
            wallet: components["schemas"]["Wallet"];
            /**
             * @description Whole toman
             * @example 150000
             */
            opening_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            top_ups_toman: number;
            /**
             * @description Sold traffic; below zero
             * @example 150000
             */
            sales_toman: number;
            /**
             * @description Of sales that were taken back
             * @example 150000
             */
            refunds_toman: number;
            /**
             * @description Consumed traffic; below zero
             * @example 150000
             */
            traffic_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            adjustments_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            closing_toman: number;
            /** @description Rows of the ledger */
            movements: number;
            /**
             * @description Sold and consumed traffic a day on average, less what was refunded
             * @example 150000
             */
            spent_a_day_toman: number;
            /** @description Days until the wallet is at its minimum at that pace; null: nothing is spent */
            lasts_days: number | null;
        };
        /** @description Traffic of a tenant's users; days are in UTC */
        TrafficUsage: {
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            from: string;
            /**
             * Format: date
             * @description Day, ISO 8601
             * @example 2026-01-31
             */
            to: string;
            total: {
                /** @description Bytes */
                consumed_bytes: number;
                /** @description Bytes */
                sold_bytes: number;
                /** @description What the master token gave to subscriptions; it is not charged */
                gifted_bytes: number;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                charged_toman: number;
            };
            /** @description Days with traffic, oldest first */
            days: {
                /**
                 * Format: date
                 * @description Day, ISO 8601
                 * @example 2026-01-31
                 */
                date: string;
                /** @description Bytes */
                consumed_bytes: number;
                /** @description Bytes */
                sold_bytes: number;
                /** @description What the master token gave to subscriptions; it is not charged */
                gifted_bytes: number;
                /**
                 * @description Whole toman
                 * @example 150000
                 */
                charged_toman: number;
                /** @description The charge in the ledger; null: not charged */
                wallet_transaction_id: string | null;
            }[];
        };
        /** @description A month of a tenant's account with the fleet */
        WalletStatement: {
            /**
             * @description Month of the Gregorian calendar
             * @example 2026-11
             */
            month: string;
            /**
             * Format: date-time
             * @description When the month begins in the bot's time zone
             * @example 2026-01-31T12:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @description When it is over
             * @example 2026-01-31T12:00:00.000Z
             */
            to: string;
            /** @description Else it goes up to now */
            is_over: boolean;
            /**
             * @description Whole toman
             * @example 150000
             */
            opening_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            top_ups_toman: number;
            /**
             * @description Sold traffic; below zero
             * @example 150000
             */
            sales_toman: number;
            /**
             * @description Of sales that were taken back
             * @example 150000
             */
            refunds_toman: number;
            /**
             * @description Consumed traffic; below zero
             * @example 150000
             */
            traffic_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            adjustments_toman: number;
            /**
             * @description Whole toman
             * @example 150000
             */
            closing_toman: number;
            /** @description Rows of the ledger */
            movements: number;
        };
        /** @description A refusal (RFC 9457) */
        Problem: {
            /** @constant */
            type: "about:blank";
            /** @description The status in words */
            title: string;
            status: number;
            /**
             * @description Stable name of the refusal
             * @example request.invalid
             */
            code: string;
            /** @description What is wrong, for people */
            detail?: string;
            /** @description Each field that is wrong: `body.name`, `query.limit` */
            errors?: {
                field: string;
                message: string;
            }[];
        };
    };
    responses: {
        /** @description It takes longer, or `Prefer: respond-async` was given: read the job at `Location` */
        Accepted: {
            headers: {
                Location: components["headers"]["Location"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Accepted"];
            };
        };
    };
    parameters: {
        /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
        IdempotencyKey: string;
        /** @description ETag of what was read; when it has changed since, nothing is done (412). */
        IfMatch: string;
        /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
        Prefer: string;
    };
    requestBodies: never;
    headers: {
        /** @description Where it can be read */
        Location: string;
        /** @description Version of the resource, for `If-Match` */
        ETag: string;
        /** @description Id of the request in our logs */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "api-tokens.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiToken"][];
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "api-tokens.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description `read`: GET only. `write`: everything that a tenant may
                     * @enum {string}
                     */
                    scope: "read" | "write";
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        api_token: components["schemas"]["ApiToken"];
                        /**
                         * Format: password
                         * @description The token, shown this once; only its SHA-256 is kept
                         */
                        secret: string;
                    };
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_token.too_many`: The bot has as many API tokens as it may: 20. Revoke one first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `api_token.expiry_past`: The time of expiry is over already.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "api-tokens.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of the token; `0` is the bot's first */
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "api-tokens.revoke": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of the token; `0` is the bot's first */
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-log.fleet": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only this action, such as `bots.update` */
                action?: string;
                /** @description Only rows of this subject */
                subject?: string;
                /** @description Not before this instant */
                since?: string;
                /** @description Before this instant */
                until?: string;
                /** @description Number of a row, as a string of digits */
                bot_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FleetAuditEntry"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.master_only`: Only the master token may do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-log.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only this action, such as `bots.update` */
                action?: string;
                /** @description Only rows of this subject */
                subject?: string;
                /** @description Not before this instant */
                since?: string;
                /** @description Before this instant */
                until?: string;
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bot-admins.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description `owner`: everything. `admin`: everything but owners. `reviewer`: receipts only */
                role?: "owner" | "admin" | "reviewer";
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BotAdmin"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bot-admins.add": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Telegram id, as a string of digits
                     * @example 123456789
                     */
                    telegram_id: string;
                    /**
                     * @description `owner`: everything. `admin`: everything but owners. `reviewer`: receipts only
                     * @enum {string}
                     */
                    role: "owner" | "admin" | "reviewer";
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotAdmin"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bot_admin.exists`: The person runs this bot already.
             *
             *     `bot_admin.too_many`: The bot has as many admins as it may: 100. Remove one first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bot-admins.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Telegram id, as a string of digits */
                telegram_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotAdmin"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bot-admins.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Telegram id, as a string of digits */
                telegram_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `owner`: everything. `admin`: everything but owners. `reviewer`: receipts only
                     * @enum {string}
                     */
                    role: "owner" | "admin" | "reviewer";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotAdmin"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bot-admins.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Telegram id, as a string of digits */
                telegram_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.activate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bot"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only rows of this is active */
                is_active?: "true" | "false";
                /** @description Part of the name or of the Telegram @name */
                search?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "name" | "-name" | "wallet_balance_toman" | "-wallet_balance_toman";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Bot"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.master_only`: Only the master token may do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: password
                     * @description Token from BotFather; it is stored encrypted and never returned
                     */
                    telegram_token: string;
                    /** @description Left out: the bot's own name in Telegram */
                    name?: string;
                    /**
                     * @description Language
                     * @enum {string}
                     */
                    default_language?: "fa" | "en" | "ru";
                    owner_telegram_ids?: string[];
                    /**
                     * @description Which features are on at first
                     * @default standard
                     * @enum {string}
                     */
                    feature_template?: "complete" | "minimal" | "standard";
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotWithToken"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bot.exists`: The fleet has this Telegram bot already.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `telegram.refused`: Telegram refused it; `detail` has its words.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.deactivate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bot"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bot.is_master`: The master bot can be neither switched off nor deleted.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bot"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @description Language
                     * @enum {string}
                     */
                    default_language?: "fa" | "en" | "ru";
                    support_username?: string | null;
                    admin_chat_id?: string | null;
                    admin_topic_id?: string | null;
                    notification_group_id?: string | null;
                    notification_topic_id?: string | null;
                    card_to_card_enabled?: boolean;
                    card_receipt_topic_id?: string | null;
                    zarinpal_enabled?: boolean;
                    zarinpal_sandbox?: boolean;
                    /** @description Write-only */
                    zarinpal_merchant_id?: string | null;
                    /**
                     * @description What the tenant pays the fleet for, by the gigabyte: nothing (`none`), the traffic that it sells (`subscription_sale`), the traffic that its people consume (`traffic_consumption`), or each of them (`hybrid`). A change counts for what is sold and consumed from then on
                     * @enum {string}
                     */
                    billing_model?: "none" | "traffic_consumption" | "subscription_sale" | "hybrid";
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    traffic_rate_toman?: number;
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    min_wallet_balance_toman?: number;
                    auto_suspend_on_low_balance?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bot"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `field.master_only`: Only the master token may set one of the fields.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.delete": {
        parameters: {
            query: {
                /** @description The name of the bot */
                confirm: string;
            };
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bot.is_master`: The master bot can be neither switched off nor deleted.
             *
             *     `bot.name_mismatch`: `confirm` is not the name of the bot.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.replace-telegram-token": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: password
                     * @description Token from BotFather; it is stored encrypted and never returned
                     */
                    telegram_token: string;
                    /**
                     * @description Take the token of another Telegram bot too (master token only)
                     * @default false
                     */
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bot"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `field.master_only`: Only the master token may set one of the fields.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bot.exists`: The fleet has this Telegram bot already.
             *
             *     `bot.other_bot`: The Telegram token belongs to another bot; give `force` to change over.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `telegram.refused`: Telegram refused it; `detail` has its words.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.rotate-token": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotWithToken"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bots.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Is everything well? */
                        ok: boolean;
                        checks: {
                            /**
                             * @description What was looked at
                             * @example telegram_token
                             * @example webhook
                             * @example admin_chat
                             */
                            name: string;
                            ok: boolean;
                            /** @description What was found, in a line */
                            detail: string;
                        }[];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only rows of this is active */
                is_active?: "true" | "false";
                /** @description `true`: those that are deleted, instead */
                is_deleted?: "true" | "false";
                /** @description Part of the name */
                search?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "name" | "-name";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Campaign"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What the link carries; capital and small letters differ
                     * @example spring_26
                     */
                    start_parameter: string;
                    /** @description For admins; people do not see it */
                    name: string;
                    /** @description Does it give its bonus? It counts in any case */
                    is_active?: boolean;
                    /** @description From when it gives its bonus; null: from the beginning */
                    active_from?: string | null;
                    /** @description Until when; null: for good */
                    active_until?: string | null;
                    /** @description What it costs in all; null: not known */
                    cost_toman?: number | null;
                    /** @description What people get who register by the link; null: nothing */
                    bonus?: ({
                        /** @constant */
                        kind: "balance";
                        /**
                         * @description Whole toman
                         * @example 50000
                         */
                        amount_toman: number;
                    } | {
                        /** @constant */
                        kind: "subscription";
                        days: number;
                        /** @description Gigabytes; 0: unlimited */
                        traffic_gb: number;
                        /** @default 1 */
                        device_limit?: number;
                        /**
                         * @description Squads of the panel that it gives; none: those of the trial
                         * @default []
                         */
                        squads?: string[];
                    } | {
                        /** @constant */
                        kind: "discount";
                        /** @default null */
                        percent?: number | null;
                        /** @default null */
                        amount_toman?: number | null;
                        /** @description From the registration on */
                        valid_days: number;
                        /**
                         * @description What it comes off
                         * @default any
                         * @enum {string}
                         */
                        applies_to?: "any" | "purchase" | "renewal";
                        /**
                         * @description Plans that it is for; null: all
                         * @default null
                         */
                        plan_ids?: string[] | null;
                    }) | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `campaign.parameter_taken`: The start parameter is that of another campaign, maybe of a deleted one, or the code of a person who invites.
             *
             *     `campaign.too_many`: The bot has as many campaigns as it may: 500. Delete one first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `campaign.parameter_reserved`: The start parameter begins as links of the bot do that open something else, or as codes of people who invite.
             *
             *     `campaign.period`: The campaign would end before it begins.
             *
             *     `plan.squads_not_sellable`: The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.
             *
             *     `plan.unknown`: The bot has no plan of this id.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                campaign_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                campaign_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description For admins; people do not see it */
                    name?: string;
                    /** @description Does it give its bonus? It counts in any case */
                    is_active?: boolean;
                    /** @description From when it gives its bonus; null: from the beginning */
                    active_from?: string | null;
                    /** @description Until when; null: for good */
                    active_until?: string | null;
                    /** @description What it costs in all; null: not known */
                    cost_toman?: number | null;
                    /** @description What people get who register by the link; null: nothing */
                    bonus?: ({
                        /** @constant */
                        kind: "balance";
                        /**
                         * @description Whole toman
                         * @example 50000
                         */
                        amount_toman: number;
                    } | {
                        /** @constant */
                        kind: "subscription";
                        days: number;
                        /** @description Gigabytes; 0: unlimited */
                        traffic_gb: number;
                        /** @default 1 */
                        device_limit?: number;
                        /**
                         * @description Squads of the panel that it gives; none: those of the trial
                         * @default []
                         */
                        squads?: string[];
                    } | {
                        /** @constant */
                        kind: "discount";
                        /** @default null */
                        percent?: number | null;
                        /** @default null */
                        amount_toman?: number | null;
                        /** @description From the registration on */
                        valid_days: number;
                        /**
                         * @description What it comes off
                         * @default any
                         * @enum {string}
                         */
                        applies_to?: "any" | "purchase" | "renewal";
                        /**
                         * @description Plans that it is for; null: all
                         * @default null
                         */
                        plan_ids?: string[] | null;
                    }) | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `campaign.deleted`: The campaign is deleted; it is kept for its statistics only.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `campaign.period`: The campaign would end before it begins.
             *
             *     `plan.squads_not_sellable`: The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.
             *
             *     `plan.unknown`: The bot has no plan of this id.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                campaign_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `campaign.deleted`: The campaign is deleted; it is kept for its statistics only.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.export": {
        parameters: {
            query?: {
                /** @description The last `user_id` of the export before */
                after_user_id?: string;
                /** @description Form of the answer */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                campaign_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CampaignPerson"][];
                    };
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.figures": {
        parameters: {
            query?: {
                /** @description People who first opened the link from then on; left out: all */
                from?: string;
                /** @description Before, without, this instant */
                until?: string;
                /** @description Form of the answer */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                campaign_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignFigures"];
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.people": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                campaign_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CampaignPerson"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "campaigns.statistics": {
        parameters: {
            query?: {
                /** @description People who first opened the link from then on; left out: all */
                from?: string;
                /** @description Before, without, this instant */
                until?: string;
                /** @description Form of the answer */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: components["schemas"]["CampaignTotals"];
                        /** @description Each campaign, those with the most registrations first; at most 500 */
                        items: components["schemas"]["CampaignFigures"][];
                    };
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.activate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only rows of this is active */
                is_active?: "true" | "false";
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "card_holder_name" | "-card_holder_name" | "current_usage_count" | "-current_usage_count" | "success_count" | "-success_count";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Card"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 16 digits; Persian digits, blanks and dashes are understood, the check digit must be right
                     * @example 6037-9975-9981-2345
                     */
                    card_number: string;
                    /** @description Name on the card */
                    card_holder_name: string;
                    /**
                     * @description How the next card is picked: the longest unused, by chance, one for an interval, by chance and weight
                     * @enum {string}
                     */
                    rotation_strategy?: "round_robin" | "random" | "time_based" | "weighted";
                    /** @description Minutes a card stays in use with `time_based` */
                    rotation_interval_minutes?: number;
                    /** @description Share of the card with `weighted` */
                    weight?: number;
                    /** @description Payments that may begin on it in a day, by the bot’s clocks; null: any number */
                    day_count_limit?: number | null;
                    /** @description Sum of those payments; null: any */
                    day_sum_limit_toman?: number | null;
                    /** @description Least amount of a payment on it; null: any */
                    min_toman?: number | null;
                    /** @description Greatest amount of a payment on it; null: any */
                    max_toman?: number | null;
                    /** @description Full hour by the bot’s clocks from which it is shown; null, like `hours_until`: always */
                    hours_from?: number | null;
                    /** @description Full hour from which it is shown no more; below `hours_from`: that of the next day */
                    hours_until?: number | null;
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `card.exists`: The bot has a card with this number already.
             *
             *     `card.too_many`: The bot has as many cards as it may: 500. Delete one first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `card.limits_crossed`: The limits of the card do not go together: its least amount is above its greatest, or its hours lack one end or begin when they end.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.deactivate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                card_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 16 digits; Persian digits, blanks and dashes are understood, the check digit must be right
                     * @example 6037-9975-9981-2345
                     */
                    card_number?: string;
                    /** @description Name on the card */
                    card_holder_name?: string;
                    /**
                     * @description How the next card is picked: the longest unused, by chance, one for an interval, by chance and weight
                     * @enum {string}
                     */
                    rotation_strategy?: "round_robin" | "random" | "time_based" | "weighted";
                    /** @description Minutes a card stays in use with `time_based` */
                    rotation_interval_minutes?: number;
                    /** @description Share of the card with `weighted` */
                    weight?: number;
                    /** @description Payments that may begin on it in a day, by the bot’s clocks; null: any number */
                    day_count_limit?: number | null;
                    /** @description Sum of those payments; null: any */
                    day_sum_limit_toman?: number | null;
                    /** @description Least amount of a payment on it; null: any */
                    min_toman?: number | null;
                    /** @description Greatest amount of a payment on it; null: any */
                    max_toman?: number | null;
                    /** @description Full hour by the bot’s clocks from which it is shown; null, like `hours_until`: always */
                    hours_from?: number | null;
                    /** @description Full hour from which it is shown no more; below `hours_from`: that of the next day */
                    hours_until?: number | null;
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `card.exists`: The bot has a card with this number already.
             *
             *     `card.in_use`: Payments were made on the card, so its number stays: add a new card.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `card.limits_crossed`: The limits of the card do not go together: its least amount is above its greatest, or its hours lack one end or begin when they end.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.reset-usage": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cards.statistics": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardsStatistics"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.catalog": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groups: components["schemas"]["SettingGroup"][];
                        items: components["schemas"]["SettingKind"][];
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.list": {
        parameters: {
            query?: {
                /** @description As the settings were at this instant */
                at?: string;
                /** @description Only this group */
                group?: string;
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Setting"][];
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.change-many": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 262144 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whole values by key; null takes a setting back to its default */
                    values: {
                        [key: string]: string | number | boolean | null | unknown[] | {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Setting"][];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.master_only`: Only the master token may set this setting.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.unknown`: There is no setting of this key.
             *
             *     `setting.planned`: The setting is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.conflict`: The value does not fit another setting; `detail` says which.
             *
             *     `setting.no_room`: All settings of the bot together would be larger than they may: 262144 bytes. Shorten or reset some.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `setting.refused`: The value has the wrong type or is out of range; `errors` says why.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.changes": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only rows of this kind */
                kind?: "feature" | "setting";
                /** @description Only rows of this key */
                key?: string;
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SettingChange"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Key of a setting */
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setting"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.unknown`: There is no setting of this key.
             *
             *     `setting.planned`: The setting is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Key of a setting */
                config_key: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Any JSON value */
                    value: string | number | boolean | null | unknown[] | {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setting"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.master_only`: Only the master token may set this setting.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.unknown`: There is no setting of this key.
             *
             *     `setting.planned`: The setting is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.conflict`: The value does not fit another setting; `detail` says which.
             *
             *     `setting.no_room`: All settings of the bot together would be larger than they may: 262144 bytes. Shorten or reset some.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `setting.refused`: The value has the wrong type or is out of range; `errors` says why.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.reset": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Key of a setting */
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.master_only`: Only the master token may set this setting.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.unknown`: There is no setting of this key.
             *
             *     `setting.planned`: The setting is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.conflict`: The value does not fit another setting; `detail` says which.
             *
             *     `setting.no_room`: All settings of the bot together would be larger than they may: 262144 bytes. Shorten or reset some.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `setting.refused`: The value has the wrong type or is out of range; `errors` says why.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "config.merge": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Key of a setting */
                config_key: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Members to put into the present object; null takes one out */
                    value: {
                        [key: string]: string | number | boolean | null | unknown[] | {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setting"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.master_only`: Only the master token may set this setting.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.unknown`: There is no setting of this key.
             *
             *     `setting.planned`: The setting is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `setting.conflict`: The value does not fit another setting; `detail` says which.
             *
             *     `setting.no_room`: All settings of the bot together would be larger than they may: 262144 bytes. Shorten or reset some.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `setting.refused`: The value has the wrong type or is out of range; `errors` says why.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "features.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Key of a feature */
                feature_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feature"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `feature.unknown`: There is no feature of this key.
             *
             *     `feature.planned`: The feature is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "features.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Key of a feature */
                feature_key: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    /** @description What can be set of this feature; unknown members are refused */
                    config?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feature"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `feature.unknown`: There is no feature of this key.
             *
             *     `feature.planned`: The feature is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `feature.refused`: The feature cannot be configured like this; `errors` says why.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "features.reset": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Key of a feature */
                feature_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `feature.unknown`: There is no feature of this key.
             *
             *     `feature.planned`: The feature is planned: this version does nothing with it, so it can be neither set nor read.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "features.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Feature"][];
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "jobs.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a job */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `job.unknown`: No job of this token has this id, or its result is no longer kept. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.approve": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description What came, in whole toman; left out: what was asked for */
                    amount_toman?: number;
                    /** @description Reference number of the transfer: a receipt that names it again is flagged */
                    bank_reference?: string;
                    /** @description Words about the decision; the payer reads those of a rejection */
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment.not_card`: The payment went through a gateway, so nobody approves or rejects it.
             *
             *     `payment.decided`: Somebody has decided about this payment already; it is as they left it.
             *
             *     `payment.not_open`: The payment is not in a state in which this can be done.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.check": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description `asked`: the gateway answered, and what it said is done. `asked_lately`: it was, less than ten seconds ago, and is not again. `no_answer`: it failed, and is asked again by itself. `nothing_to_ask`: it has not made the payment, or never did
                         * @enum {string}
                         */
                        answer: "asked" | "asked_lately" | "no_answer" | "nothing_to_ask";
                        payment: components["schemas"]["Payment"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment.no_gateway`: The payment went through no gateway, so this cannot be done to it.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.flags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReceiptFlag"][];
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment.not_card`: The payment went through a gateway, so nobody approves or rejects it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description `card_to_card`, `zarinpal`, or another gateway */
                method?: string;
                /** @description Where it stands. `approved` and `rejected`: by an admin, who saw the receipt. `paid`: the gateway verified it. `held`: money is there, not as it was asked for; decide with `settle` */
                status?: "pending" | "paid" | "approved" | "rejected" | "failed" | "cancelled" | "expired" | "refunded" | "held";
                /** @description Number of a row, as a string of digits */
                user_id?: string;
                /** @description `true`: from card to card, with a receipt that waits for a decision */
                under_review?: "true";
                /** @description From card to card, as people type it */
                tracking_number?: string;
                /** @description Instant, ISO 8601 */
                created_from?: string;
                /** @description Up to, without, this instant */
                created_to?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Payment"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.refund": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description A part, where the gateway knows parts; absent: all that has not gone back yet */
                    amount_toman?: number;
                    /** @description For the audit log: why it goes back */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment.no_gateway`: The payment went through no gateway, so this cannot be done to it.
             *
             *     `payment.not_open`: The payment is not in a state in which this can be done.
             *
             *     `payment.not_refundable`: The money of this payment cannot be given back by the gateway; `detail` says why.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.reject": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The payer reads it in their language. `duplicate` also marks its pictures and numbers
                     * @enum {string}
                     */
                    reason?: "amount" | "duplicate" | "not_received" | "other_card" | "unreadable";
                    /** @description Words about the decision; the payer reads those of a rejection */
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment.not_card`: The payment went through a gateway, so nobody approves or rejects it.
             *
             *     `payment.decided`: Somebody has decided about this payment already; it is as they left it.
             *
             *     `payment.not_under_review`: No receipt of this payment waits for a decision.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.settle": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description How it is known that the money is there; the audit log keeps it */
                    reason: string;
                    /** @description What came, in whole toman; left out: what was asked for */
                    amount_toman?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment.no_gateway`: The payment went through no gateway, so this cannot be done to it.
             *
             *     `payment.not_open`: The payment is not in a state in which this can be done.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.undo": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment.not_card`: The payment went through a gateway, so nobody approves or rejects it.
             *
             *     `payment.not_undoable`: There is no decision about this payment to undo: none was made within an hour, it was undone already, or another receipt came since.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payment-methods.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PaymentMethod"][];
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.activate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only rows of this is active */
                is_active?: "true" | "false";
                /** @description Who may buy it. `new`: who has bought nothing yet. `existing`: who has. `group`: who is in one of `group_ids`. `link`: who opens its link, and who renews what was bought by it */
                audience?: "all" | "new" | "existing" | "group" | "link";
                /** @description Price in toman, at least */
                price_min?: number;
                /** @description At most */
                price_max?: number;
                /** @description Length in days, at least */
                period_min?: number;
                /** @description At most */
                period_max?: number;
                /** @description Part of the name */
                search?: string;
                /** @description Order; `-` turns it round */
                sort?: "sort_order" | "-sort_order" | "id" | "-id" | "name" | "-name" | "price_toman" | "-price_toman" | "period_days" | "-period_days";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Plan"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name that buyers see */
                    name: string;
                    /** @description Length in days */
                    period_days: number;
                    /**
                     * @description Price in toman
                     * @example 150000
                     */
                    price_toman: number;
                    /** @description Traffic in gigabytes; 0: unlimited */
                    traffic_limit_gb?: number;
                    /** @description Devices at the same time */
                    device_limit?: number;
                    /** @description Squads of the panel that it gives; none: all that the bot may sell */
                    squads?: string[];
                    /**
                     * @description Who may buy it. `new`: who has bought nothing yet. `existing`: who has. `group`: who is in one of `group_ids`. `link`: who opens its link, and who renews what was bought by it
                     * @enum {string}
                     */
                    audience?: "all" | "new" | "existing" | "group" | "link";
                    /** @description Groups whose people may buy it, where `audience` is `group` */
                    group_ids?: string[];
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `plan.too_many`: The bot has as many plans as it may: 1000. Delete one first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.groups_unknown`: A plan of groups must name at least one, and the bot must have each that it names.
             *
             *     `plan.squads_not_sellable`: The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.deactivate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                plan_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name that buyers see */
                    name?: string;
                    /** @description Length in days */
                    period_days?: number;
                    /**
                     * @description Price in toman
                     * @example 150000
                     */
                    price_toman?: number;
                    /** @description Traffic in gigabytes; 0: unlimited */
                    traffic_limit_gb?: number;
                    /** @description Devices at the same time */
                    device_limit?: number;
                    /** @description Squads of the panel that it gives; none: all that the bot may sell */
                    squads?: string[];
                    /**
                     * @description Who may buy it. `new`: who has bought nothing yet. `existing`: who has. `group`: who is in one of `group_ids`. `link`: who opens its link, and who renews what was bought by it
                     * @enum {string}
                     */
                    audience?: "all" | "new" | "existing" | "group" | "link";
                    /** @description Groups whose people may buy it, where `audience` is `group` */
                    group_ids?: string[];
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.groups_unknown`: A plan of groups must name at least one, and the bot must have each that it names.
             *
             *     `plan.squads_not_sellable`: The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `plan.in_use`: Subscriptions were bought by the plan, or promo codes give it, and they keep naming it: deactivate it instead.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.order": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOrder"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.reorder": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    plan_ids: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOrder"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `plan.order_incomplete`: The order must name every plan of the bot once: read it again, then order anew.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-code-batches.activate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeBatch"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-code-batches.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "created_at" | "-created_at";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromoCodeBatch"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-code-batches.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name that admins see */
                    name: string;
                    /** @description How many codes are made */
                    size: number;
                    /**
                     * @description What each begins with
                     * @default
                     */
                    prefix?: string;
                    /** @description What the code gives; it never changes */
                    effect: {
                        /** @constant */
                        kind: "balance";
                        amount_toman: number;
                    } | {
                        /** @constant */
                        kind: "days";
                        days: number;
                        /**
                         * @description Plan whose limits a subscription has that the days start; null: those of the simple offer
                         * @default null
                         */
                        plan_id?: string | null;
                    } | {
                        /** @constant */
                        kind: "trial";
                        days: number;
                    } | {
                        /** @constant */
                        kind: "discount";
                        /**
                         * @description Percent of the price
                         * @default null
                         */
                        percent?: number | null;
                        /**
                         * @description A sum, in place of `percent`
                         * @default null
                         */
                        amount_toman?: number | null;
                        /** @description How long it can be used */
                        valid_hours: number;
                        /**
                         * @description What it comes off: what begins, what goes on or is taken up again, or both
                         * @default any
                         * @enum {string}
                         */
                        applies_to?: "any" | "purchase" | "renewal";
                        /**
                         * @description Plans that it is for; null: all, and the simple offer
                         * @default null
                         */
                        plan_ids?: string[] | null;
                    } | {
                        /** @constant */
                        kind: "group";
                        /**
                         * @description Number of a row, as a string of digits
                         * @example 42
                         */
                        group_id: string;
                    } | {
                        /** @constant */
                        kind: "traffic";
                        gb: number;
                    };
                    /** @description It can be used from then on; null, or left out: at once */
                    starts_at?: string | null;
                    /** @description It can be used until then; null, or left out: for good */
                    ends_at?: string | null;
                    /**
                     * @description Who may use it: everybody; people who never paid and never had a subscription; people who have bought nothing yet (a trial is none); buyers of `audience_plan_ids`
                     * @enum {string}
                     */
                    audience?: "everyone" | "newcomers" | "before_purchase" | "plan_buyers";
                    /** @description Plans of `plan_buyers` */
                    audience_plan_ids?: string[] | null;
                    /** @description Left out: true */
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeBatch"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `promo_code.exists`: The bot has this promo code already, or one that people would take for it.
             *
             *     `promo_code.too_many`: The bot has as many promo codes as it may: 100000. Delete some first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.unknown`: The bot has no plan of this id.
             *
             *     `promo_code.group_unknown`: The bot has no group of people of this id.
             *
             *     `promo_code.terms_crossed`: The terms of the code do not go together: it ends before it begins, or it names plans without being for their buyers, or the other way round.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-code-batches.deactivate": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeBatch"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-code-batches.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeBatch"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-code-batches.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-codes.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "use_count" | "-use_count" | "created_at" | "-created_at";
                /** @description Only rows of this kind */
                kind?: "balance" | "days" | "discount" | "group" | "traffic" | "trial";
                /** @description Only rows of this is active */
                is_active?: "true" | "false";
                /** @description Codes of this batch */
                batch_id?: string;
                /** @description true: codes of no batch; false: of any */
                is_single?: "true" | "false";
                /** @description The code, in any way to type it */
                code?: string;
                /** @description Form of the answer. As CSV it has up to 10,000 rows, whatever `limit` says. */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromoCode"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-codes.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 3 to 32 letters of any language, digits, `-` and `_`. Capitals, dashes, accents, digits of any keyboard and letters that look alike (O and 0, I and 1, Cyrillic А) make no difference.
                     * @example SUMMER-25
                     */
                    code: string;
                    /** @description What the code gives; it never changes */
                    effect: {
                        /** @constant */
                        kind: "balance";
                        amount_toman: number;
                    } | {
                        /** @constant */
                        kind: "days";
                        days: number;
                        /**
                         * @description Plan whose limits a subscription has that the days start; null: those of the simple offer
                         * @default null
                         */
                        plan_id?: string | null;
                    } | {
                        /** @constant */
                        kind: "trial";
                        days: number;
                    } | {
                        /** @constant */
                        kind: "discount";
                        /**
                         * @description Percent of the price
                         * @default null
                         */
                        percent?: number | null;
                        /**
                         * @description A sum, in place of `percent`
                         * @default null
                         */
                        amount_toman?: number | null;
                        /** @description How long it can be used */
                        valid_hours: number;
                        /**
                         * @description What it comes off: what begins, what goes on or is taken up again, or both
                         * @default any
                         * @enum {string}
                         */
                        applies_to?: "any" | "purchase" | "renewal";
                        /**
                         * @description Plans that it is for; null: all, and the simple offer
                         * @default null
                         */
                        plan_ids?: string[] | null;
                    } | {
                        /** @constant */
                        kind: "group";
                        /**
                         * @description Number of a row, as a string of digits
                         * @example 42
                         */
                        group_id: string;
                    } | {
                        /** @constant */
                        kind: "traffic";
                        gb: number;
                    };
                    /** @description It can be used from then on; null, or left out: at once */
                    starts_at?: string | null;
                    /** @description It can be used until then; null, or left out: for good */
                    ends_at?: string | null;
                    /**
                     * @description Who may use it: everybody; people who never paid and never had a subscription; people who have bought nothing yet (a trial is none); buyers of `audience_plan_ids`
                     * @enum {string}
                     */
                    audience?: "everyone" | "newcomers" | "before_purchase" | "plan_buyers";
                    /** @description Plans of `plan_buyers` */
                    audience_plan_ids?: string[] | null;
                    /** @description Left out: true */
                    is_active?: boolean;
                    /** @description Uses in all; null, or left out: any number */
                    max_uses?: number | null;
                    /** @description Left out: 1 */
                    max_uses_per_person?: number;
                    /** @description Uses on a day by the bot’s clocks; null, or left out: any number */
                    max_uses_per_day?: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCode"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `promo_code.exists`: The bot has this promo code already, or one that people would take for it.
             *
             *     `promo_code.too_many`: The bot has as many promo codes as it may: 100000. Delete some first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.unknown`: The bot has no plan of this id.
             *
             *     `promo_code.group_unknown`: The bot has no group of people of this id.
             *
             *     `promo_code.terms_crossed`: The terms of the code do not go together: it ends before it begins, or it names plans without being for their buyers, or the other way round.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-codes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                promo_code_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCode"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-codes.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                promo_code_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description It can be used from then on; null, or left out: at once */
                    starts_at?: string | null;
                    /** @description It can be used until then; null, or left out: for good */
                    ends_at?: string | null;
                    /**
                     * @description Who may use it: everybody; people who never paid and never had a subscription; people who have bought nothing yet (a trial is none); buyers of `audience_plan_ids`
                     * @enum {string}
                     */
                    audience?: "everyone" | "newcomers" | "before_purchase" | "plan_buyers";
                    /** @description Plans of `plan_buyers` */
                    audience_plan_ids?: string[] | null;
                    /** @description Left out: true */
                    is_active?: boolean;
                    /** @description Uses in all; null, or left out: any number */
                    max_uses?: number | null;
                    /** @description Left out: 1 */
                    max_uses_per_person?: number;
                    /** @description Uses on a day by the bot’s clocks; null, or left out: any number */
                    max_uses_per_day?: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCode"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.unknown`: The bot has no plan of this id.
             *
             *     `promo_code.terms_crossed`: The terms of the code do not go together: it ends before it begins, or it names plans without being for their buyers, or the other way round.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-codes.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                promo_code_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-codes.statistics": {
        parameters: {
            query?: {
                /** @description Used from then on */
                from?: string;
                /** @description Used before */
                to?: string;
                /** @description Of one code */
                code_id?: string;
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description A row for each kind that was used */
                        items: components["schemas"]["PromoCodeSums"][];
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-codes.uses": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "created_at" | "-created_at";
                /** @description Number of a row, as a string of digits */
                code_id?: string;
                /** @description Of codes of this batch */
                batch_id?: string;
                /** @description Number of a row, as a string of digits */
                user_id?: string;
                /** @description Used from then on */
                from?: string;
                /** @description Used before */
                to?: string;
                /** @description Form of the answer. As CSV it has up to 10,000 rows, whatever `limit` says. */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromoCodeUse"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.add-member": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                group_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoGroupMember"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.drop-member": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                group_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "name" | "-name" | "priority" | "-priority";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromoGroup"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name that people see */
                    name: string;
                    /** @description Of a person’s groups that of the highest priority counts; of equal ones, the oldest */
                    priority?: number;
                    /**
                     * @description Percent off a plan, by the days of its period; the greater of these and the bot’s counts
                     * @example {
                     *       "30": 5,
                     *       "90": 10
                     *     }
                     */
                    period_percents?: {
                        [key: string]: number;
                    };
                    /** @description Percent off traffic that is bought on top */
                    traffic_percent?: number;
                    /** @description Percent off devices that are bought on top */
                    device_percent?: number;
                    /** @description Who has paid so much for orders comes into it by themselves; null: nobody does */
                    spent_toman?: number | null;
                    /** @description Squads of the panel that its people have with what they buy, beside those that a plan names; none: no more than others */
                    squads?: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoGroup"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `promo_group.exists`: The bot has a group of this name already.
             *
             *     `promo_group.too_many`: The bot has as many groups as it may: 20. Delete one first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.squads_not_sellable`: The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoGroup"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                group_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name that people see */
                    name?: string;
                    /** @description Of a person’s groups that of the highest priority counts; of equal ones, the oldest */
                    priority?: number;
                    /**
                     * @description Percent off a plan, by the days of its period; the greater of these and the bot’s counts
                     * @example {
                     *       "30": 5,
                     *       "90": 10
                     *     }
                     */
                    period_percents?: {
                        [key: string]: number;
                    };
                    /** @description Percent off traffic that is bought on top */
                    traffic_percent?: number;
                    /** @description Percent off devices that are bought on top */
                    device_percent?: number;
                    /** @description Who has paid so much for orders comes into it by themselves; null: nobody does */
                    spent_toman?: number | null;
                    /** @description Squads of the panel that its people have with what they buy, beside those that a plan names; none: no more than others */
                    squads?: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoGroup"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `promo_group.exists`: The bot has a group of this name already.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.squads_not_sellable`: The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.delete": {
        parameters: {
            query?: {
                /** @description `true`: whoever is in it is taken out */
                drop_members?: "true" | "false";
            };
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `promo_group.has_members`: People are in the group; give `drop_members=true` to take them out with it.
             *
             *     `promo_group.in_use`: Plans or codes name the group: change or delete them first.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.members": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
                /** @description How the person came into it */
                given_by?: "admin" | "promo_code" | "spending";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromoGroupMember"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.of-user": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromoGroupMember"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "promo-groups.statistics": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoGroupStatistics"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "referral-rewards.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only those with a greater number: so CSV goes on after its last line */
                after_id?: string;
                /** @description Number of a row, as a string of digits */
                inviter_id?: string;
                /** @description Number of a row, as a string of digits */
                invited_id?: string;
                /** @description `commission`: the inviter's part of a payment. `first`: the inviter's for the first sufficient one. `welcome`: the newcomer's for it */
                kind?: "commission" | "first" | "welcome";
                /** @description Instant, ISO 8601 */
                created_from?: string;
                /** @description Up to, without, this instant */
                created_to?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
                /** @description Form of the answer */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReferralReward"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "referrals.attach": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Number of a row, as a string of digits
                     * @example 42
                     */
                    inviter_id: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralStanding"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `referral.circle`: The inviter is the person, or came by them, however far: nobody invites who brought them.
             *
             *     `referral.has_inviter`: Somebody else is known to have invited the person.
             *
             *     `referral.not_open`: One of the two is not registered, or the inviter is blocked or may invite nobody.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "referrals.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralStanding"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "referrals.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Null: as the bot says */
                    percent?: number | null;
                    is_off?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralStanding"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "referrals.invited": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["InvitedPerson"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "referrals.statistics": {
        parameters: {
            query?: {
                /** @description Since when the inviters are compared */
                top_since?: "today" | "week" | "month" | "ever";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralStatistics"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "stats.fleet": {
        parameters: {
            query?: {
                /** @description First day; left out: 30 days up to `to` */
                from?: string;
                /** @description Last day; left out: today */
                to?: string;
                /** @description Where days begin; left out: as the bot (for the fleet: the master bot) is set */
                time_zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetStatistics"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.master_only`: Only the master token may do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `stats.period`: The period ends before it begins, or is longer than 366 days.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "stats.get": {
        parameters: {
            query?: {
                /** @description First day; left out: 30 days up to `to` */
                from?: string;
                /** @description Last day; left out: today */
                to?: string;
                /** @description Where days begin; left out: as the bot (for the fleet: the master bot) is set */
                time_zone?: string;
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `stats.period`: The period ends before it begins, or is longer than 366 days.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "subscriptions.disable": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription.removed`: The account on the panel was given up for good: the person needs a new subscription.
             *
             *     `subscription.pending`: The subscription is not paid yet.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "subscriptions.enable": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription.removed`: The account on the panel was given up for good: the person needs a new subscription.
             *
             *     `subscription.pending`: The subscription is not paid yet.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "subscriptions.extend": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                subscription_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    days: number;
                    /** @description Why; for the audit log */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription.removed`: The account on the panel was given up for good: the person needs a new subscription.
             *
             *     `subscription.pending`: The subscription is not paid yet.
             *
             *     `subscription.sale_open`: The panel has not taken over yet what was sold of it last; ask again in a moment.
             *
             *     `subscription.unpriced`: So much traffic has no price: more than can be counted, or unlimited where the bot pays the fleet by the gigabyte. The master token may give it.
             *
             *     `subscription.wallet_too_low`: The bot's wallet with the fleet does not pay for the traffic that this would give.
             *
             *     `subscription.too_long`: It would last longer than a hundred years.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "subscriptions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "subscriptions.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                subscription_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Brings the plan's traffic and devices, unless they are given too, and ends the add-ons of the one before
                     * @example 42
                     */
                    plan_id?: string;
                    /** @description Gigabytes; 0: unlimited */
                    traffic_limit_gb?: number;
                    /** @description Devices at the same time */
                    device_limit?: number;
                    is_autopay_enabled?: boolean;
                    /** @description Days before the end at which it is renewed */
                    autopay_days_before?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription.removed`: The account on the panel was given up for good: the person needs a new subscription.
             *
             *     `subscription.pending`: The subscription is not paid yet.
             *
             *     `subscription.sale_open`: The panel has not taken over yet what was sold of it last; ask again in a moment.
             *
             *     `subscription.unpriced`: So much traffic has no price: more than can be counted, or unlimited where the bot pays the fleet by the gigabyte. The master token may give it.
             *
             *     `subscription.wallet_too_low`: The bot's wallet with the fleet does not pay for the traffic that this would give.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `plan.unknown`: The bot has no plan of this id.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "subscriptions.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description `pending`: not paid yet. `disabled`: by an admin */
                status?: "pending" | "active" | "expired" | "disabled";
                /** @description Number of a row, as a string of digits */
                user_id?: string;
                /** @description Number of a row, as a string of digits */
                plan_id?: string;
                /** @description Only rows of this is trial */
                is_trial?: "true" | "false";
                /** @description Instant, ISO 8601 */
                created_from?: string;
                /** @description Up to, without, this instant */
                created_to?: string;
                /** @description Instant, ISO 8601 */
                ends_from?: string;
                /** @description Up to, without, this instant */
                ends_to?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "ends_at" | "-ends_at";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Subscription"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "subscriptions.reissue": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription.removed`: The account on the panel was given up for good: the person needs a new subscription.
             *
             *     `subscription.no_account`: The panel has made no account for the subscription yet, so there is no link to replace.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "transactions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                transaction_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "transactions.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description Only rows of this type */
                type?: "deposit" | "withdrawal" | "subscription_payment" | "refund" | "referral_reward" | "campaign_bonus" | "promo_bonus" | "poll_reward" | "adjustment";
                /** @description Only rows of this payment method */
                payment_method?: string;
                /** @description Number of a row, as a string of digits */
                user_id?: string;
                /** @description Instant, ISO 8601 */
                created_from?: string;
                /** @description Up to, without, this instant */
                created_to?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Transaction"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.block": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `user.deleted`: The data of the person are erased.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.credit": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whole toman */
                    amount_toman: number;
                    /** @description Why; it is kept with the transaction, where the person may read it */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `user.balance_too_large`: The wallet would hold more than can be counted exactly.
             *
             *     `user.deleted`: The data of the person are erased.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.debit": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whole toman */
                    amount_toman: number;
                    /** @description Why; it is kept with the transaction, where the person may read it */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `user.balance_too_low`: The wallet has less than that.
             *
             *     `user.deleted`: The data of the person are erased.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Language
                     * @enum {string}
                     */
                    language: "fa" | "en" | "ru";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `user.deleted`: The data of the person are erased.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.delete": {
        parameters: {
            query?: {
                /** @description `true`: what is left in the wallet is lost */
                forfeit_balance?: "true" | "false";
            };
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description ETag of what was read; when it has changed since, nothing is done (412). */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Accepted"];
            /** @description Done; there is no body */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `user.blocked`: The person is blocked: unblock them first.
             *
             *     `user.has_balance`: The wallet is not empty: pay it out, or say `forfeit_balance=true`.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition.failed`: The resource has changed: read it again, then change it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description `blocked`: by an admin. `deleted`: their data are erased, until they come back by themselves */
                status?: "active" | "blocked" | "deleted";
                /** @description Beginning of the first name, the last name or the @name, or a whole Telegram id */
                search?: string;
                /** @description Start parameter of the campaign that brought them */
                campaign_code?: string;
                /** @description Instant, ISO 8601 */
                registered_from?: string;
                /** @description Up to, without, this instant */
                registered_to?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id" | "balance_toman" | "-balance_toman";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.unblock": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            202: components["responses"]["Accepted"];
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.read_only`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `user.deleted`: The data of the person are erased.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.adjust": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Above zero into the wallet, below zero out of it */
                    amount_toman: number;
                    /** @description Why; the tenant reads it in the ledger */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransaction"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wallet.insufficient`: The wallet has less than that.
             *
             *     `wallet.too_large`: The wallet would hold more than can be counted exactly.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.traffic": {
        parameters: {
            query?: {
                /** @description First day; left out: 30 days up to `to` */
                from?: string;
                /** @description Last day; left out: today */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrafficUsage"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `stats.period`: The period ends before it begins, or is longer than 366 days.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.record-traffic": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Counted, and owed as what the panel tells
                     * @default 0
                     */
                    consumed_bytes?: number;
                    /**
                     * @description Counted only: take its price by `wallet/subtract`
                     * @default 0
                     */
                    sold_bytes?: number;
                    /** @description Why; the audit log keeps it */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.set": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    balance_toman: number;
                    /** @description Why; the tenant reads it in the ledger */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransaction"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wallet.too_large`: The wallet would hold more than can be counted exactly.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.statistics": {
        parameters: {
            query?: {
                /** @description First day; left out: 30 days up to `to` */
                from?: string;
                /** @description Last day; left out: today */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletStatistics"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `stats.period`: The period ends before it begins, or is longer than 366 days.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.subtract": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                    /** @description Why; the tenant reads it in the ledger */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransaction"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wallet.insufficient`: The wallet has less than that.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet.top-up": {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten). */
                Prefer?: components["parameters"]["Prefer"];
                /** @description A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422). */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes, unpacked */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Whole toman
                     * @example 150000
                     */
                    amount_toman: number;
                    /** @description Why; the tenant reads it in the ledger */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransaction"];
                };
            };
            202: components["responses"]["Accepted"];
            /**
             * @description `request.malformed`: The body is not JSON, is nested too deeply, or did not arrive.
             *
             *     `token.conflict`: `X-API-Token` and `Authorization` carry different tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token.master_only`: Only the master token may do this.
             *
             *     `token.read_only`: The token may only read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wallet.too_large`: The wallet would hold more than can be counted exactly.
             *
             *     `idempotency.unreadable`: The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_large`: The body is larger than is taken here; `detail` says how large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.type`: The body must be `application/json`, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `idempotency.mismatch`: The `Idempotency-Key` was used for another request of this token.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet-transactions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Number of a row, as a string of digits */
                wallet_transaction_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransaction"];
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet-transactions.list": {
        parameters: {
            query?: {
                /** @description Rows of a page */
                limit?: number;
                /** @description `next_cursor` of the page before; goes with the same `sort` */
                cursor?: string;
                /** @description `traffic_charge`: sold traffic. `consumption_charge`: consumed traffic */
                type?: "deposit" | "traffic_charge" | "consumption_charge" | "refund" | "adjustment";
                /** @description Instant, ISO 8601 */
                created_from?: string;
                /** @description Up to, without, this instant */
                created_to?: string;
                /** @description Order; `-` turns it round */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WalletTransaction"][];
                        /** @description Give it as `cursor` for the next page */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `cursor.invalid`: The cursor is not one of this list, or goes with another `sort`.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet-statements.get": {
        parameters: {
            query?: {
                /** @description Form of the answer */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
                /** @description Month of the Gregorian calendar */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletStatement"];
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `resource.unknown`: Nothing of this bot has this id.
             *
             *     `bot.unknown`: No bot that this token may reach has this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wallet-statements.list": {
        parameters: {
            query?: {
                /** @description First month; left out: 12 months up to `to` */
                from?: string;
                /** @description Last month; left out: this one */
                to?: string;
                /** @description Form of the answer */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Number of a row, as a string of digits */
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        time_zone: string;
                        /** @description Of the months that the bot has seen, latest first */
                        items: components["schemas"]["WalletStatement"][];
                    };
                    "text/csv": string;
                };
            };
            /** @description `token.conflict`: `X-API-Token` and `Authorization` carry different tokens. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.invalid`: The API token is missing, unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bot.unknown`: No bot that this token may reach has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.too_slow`: The request did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.url_too_long`: The address with its query is longer than is taken. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `request.invalid`: Fields are missing, unknown or wrong; `errors` names each.
             *
             *     `stats.period`: The period ends before it begins, or is longer than 366 days.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate.limited`: The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.headers_too_large`: The address and the headers are larger than is taken. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.bug`: A fault of ours; it is in the log under the `X-Request-Id`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server.busy`: Something that is needed does not answer; ask again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
