# syntax=docker/dockerfile:1

# 1. Compile with the locked tools.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY data data
COPY src src
RUN npm run build

# 2. What runs, in the versions of the lockfile. The driver of PostgreSQL is optional for others; here it is needed.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN version="$(npm pkg get devDependencies.pg | tr -d '"')" \
  && npm pkg delete devDependencies.pg \
  && npm pkg set "dependencies.pg=$version" \
  && npm install --omit=dev

# 3. Nothing but that, for a user without rights.
FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
  HOME=/data \
  DATA_DIR=/data/state \
  METRICS_PORT=9464
RUN install -d -o node -g node -m 0700 /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json .env.example ./
COPY bin bin
COPY data data
USER node
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.METRICS_PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/zhibang.js"]
CMD ["run"]
