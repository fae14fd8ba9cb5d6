# easui in a small image: docker run --rm --volume "$PWD:/project:ro" easui lint
FROM python:3.11-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels --constraint constraints.txt .

FROM python:3.11-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels easui \
    && useradd --uid 10001 --create-home easui
USER 10001
WORKDIR /project
ENTRYPOINT ["easui"]
