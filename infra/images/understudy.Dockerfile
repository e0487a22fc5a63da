# One image for every command of Understudy. Build it from the repository's root:
#   docker build -f infra/images/understudy.Dockerfile -t understudy .
FROM node:20-bookworm-slim
WORKDIR /opt/understudy
ENV NODE_ENV=production
# The base image's compiler-free Node is enough: the firmware's compiler is an npm package.
COPY . .
RUN npm ci --omit=dev --ignore-scripts \
 && node cli/bin/understudy.mjs play clockwork --max-minutes 0.1 > /dev/null \
 && chown -R node:node .cache
USER node
ENTRYPOINT ["node", "cli/bin/understudy.mjs"]
CMD ["--help"]
