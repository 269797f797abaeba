# The program with Tesseract, so that scans are read too.
#   docker build -t chidao .
#   docker run --rm -v "$PWD/van-ban:/van-ban:ro" -v chidao:/kho chidao index /van-ban --store /kho
#   docker run --rm -v chidao:/kho chidao deadlines 2024-2025 --store /kho
#   docker run --rm -v chidao:/kho chidao deadlines 2024-2025 --store /kho --format ics > thoi-han.ics
# In Vietnamese: docker run -e LANG=vi_VN.UTF-8 …
FROM rust:1.92-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo install --locked --path . --root /out

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-vie \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home chidao && mkdir /kho && chown chidao /kho
COPY --from=build /out/bin/chidao /usr/local/bin/chidao
USER chidao
ENV LANG=C.UTF-8
ENTRYPOINT ["chidao"]
CMD ["--help"]
