# The image of `link4health`: one static binary, no shell, not root.
# Build: docker build --tag link4health .

FROM golang:1.26-bookworm AS build
WORKDIR /src
# Modules come first: they are downloaded again only when they change.
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/link4health .
# A new named volume takes the owner of what it is mounted on: these have to be the program's.
RUN mkdir -p /out/data /out/deployment /out/journal

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/link4health /link4health
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/deployment /deployment
COPY --from=build --chown=65532:65532 /out/journal /journal
WORKDIR /data
USER 65532:65532
EXPOSE 8080 9080
ENTRYPOINT ["/link4health"]
CMD ["serve"]
