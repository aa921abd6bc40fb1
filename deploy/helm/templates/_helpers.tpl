{{- define "trainyard.name" -}}
{{- default .Release.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "trainyard.labels" -}}
app.kubernetes.io/part-of: trainyard
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{ include "trainyard.selector" . }}
{{- end -}}

{{- define "trainyard.selector" -}}
app.kubernetes.io/name: trainyard
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "trainyard.image" -}}
{{ .image.repository }}:{{ .image.tag | default .appVersion }}
{{- end -}}

{{- define "trainyard.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "trainyard.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* Kafka's client properties as settings of a program: .root and .prefix, such as TRAINYARD_WORKER. */}}
{{- define "trainyard.kafka" -}}
{{- $kafka := .root.Values.kafka -}}
- name: {{ .prefix }}_KAFKA
  value: {{ required "kafka.bootstrapServers must name the brokers" $kafka.bootstrapServers | quote }}
- name: {{ .prefix }}_KAFKA_TOPIC_PREFIX
  value: {{ $kafka.topicPrefix | quote }}
{{- range $name, $value := $kafka.properties }}
- name: {{ $.prefix }}_KAFKA_{{ $name | upper | replace "." "_" }}
  value: {{ $value | quote }}
{{- end }}
{{- with $kafka.userSecret }}{{ if .name }}
- name: {{ $.prefix }}_KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {name: {{ .name }}, key: {{ .key | quote }}}}
{{- end }}{{ end }}
{{- if $kafka.caSecret.name }}
- name: {{ .prefix }}_KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: {{ .prefix }}_KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/trainyard/kafka/ca.crt
{{- end }}
{{- end -}}

{{- define "trainyard.kafkaVolume" -}}
{{- with .Values.kafka.caSecret }}{{ if .name }}
- name: kafka-ca
  secret:
    secretName: {{ .name }}
    items: [{key: {{ .key | quote }}, path: ca.crt}]
{{- end }}{{ end }}
{{- end -}}

{{- define "trainyard.kafkaMount" -}}
{{- if .Values.kafka.caSecret.name }}
- {name: kafka-ca, mountPath: /etc/trainyard/kafka, readOnly: true}
{{- end }}
{{- end -}}

{{- define "trainyard.serverUrl" -}}
http://{{ include "trainyard.name" . }}-tracker.{{ .Release.Namespace }}.svc:{{ .Values.service.port }}
{{- end -}}

{{/* The pod of a worker: .root, .name and .pool. */}}
{{- define "trainyard.workerPod" -}}
{{- $pool := .pool -}}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
automountServiceAccountToken: false
# Longer than a worker drains, by the time that it needs to hand its run back.
terminationGracePeriodSeconds: {{ add $pool.drainSeconds 30 }}
securityContext: {{ include "trainyard.podSecurity" . | nindent 2 }}
containers:
  - name: worker
    image: {{ include "trainyard.image" (dict "image" $pool.image "appVersion" .root.Chart.AppVersion) | quote }}
    imagePullPolicy: {{ $pool.image.pullPolicy }}
    securityContext: {{ include "trainyard.containerSecurity" . | nindent 6 }}
    env:
      # Where native libraries are unpacked.
      - name: JAVA_TOOL_OPTIONS
        value: -Duser.home=/scratch/home
      # The names of pods are those of the workers.
      - name: TRAINYARD_WORKER_NAME
        valueFrom: {fieldRef: {fieldPath: metadata.name}}
      - name: TRAINYARD_WORKER_SERVER
        value: {{ include "trainyard.serverUrl" .root | quote }}
      - name: TRAINYARD_WORKER_ARTIFACT_STORE
        value: {{ include "trainyard.serverUrl" .root | quote }}
      - name: TRAINYARD_WORKER_ARTIFACTS
        value: /scratch/artifacts
      - name: TRAINYARD_WORKER_DOWNLOADS
        value: /scratch/datasets
      - name: TRAINYARD_WORKER_SPOOL
        value: /scratch/spool
      - name: TRAINYARD_WORKER_DRAIN_SECONDS
        value: {{ $pool.drainSeconds | quote }}
      - name: TRAINYARD_WORKER_DEVICE_CLASS
        value: {{ $pool.deviceClass | quote }}
      - name: TRAINYARD_WORKER_LABELS
        value: {{ range $i, $name := keys $pool.labels | sortAlpha }}{{ if $i }},{{ end }}{{ $name }}={{ get $pool.labels $name }}{{ else }}""{{ end }}
      {{- if .root.Values.keda.enabled }}
      - name: TRAINYARD_WORKER_EXIT_WHEN_IDLE_SECONDS
        value: {{ $pool.exitWhenIdleSeconds | quote }}
      {{- end }}
      {{- if $pool.dataClaim }}
      - name: TRAINYARD_WORKER_DATA
        value: /data
      {{- end }}
      {{- if .root.Values.workers.enrolmentSecret.name }}
      - name: TRAINYARD_WORKER_ENROLMENT_TOKEN_FILE
        value: /etc/trainyard/enrolment/token
      {{- end }}
      {{- include "trainyard.kafka" (dict "root" .root "prefix" "TRAINYARD_WORKER") | nindent 6 }}
      {{- range $name, $value := $pool.settings }}
      - name: TRAINYARD_WORKER_{{ upper $name }}
        value: {{ $value | quote }}
      {{- end }}
    resources: {{ toYaml $pool.resources | nindent 6 }}
    volumeMounts:
      - {name: scratch, mountPath: /scratch}
      - {name: tmp, mountPath: /tmp}
      {{- if $pool.dataClaim }}
      - {name: data, mountPath: /data, readOnly: true}
      {{- end }}
      {{- if .root.Values.workers.enrolmentSecret.name }}
      - {name: enrolment, mountPath: /etc/trainyard/enrolment, readOnly: true}
      {{- end }}
      {{- include "trainyard.kafkaMount" .root | nindent 6 }}
volumes:
  - name: scratch
    emptyDir: {sizeLimit: {{ $pool.scratchSize }}}
  - name: tmp
    emptyDir: {}
  {{- if $pool.dataClaim }}
  - name: data
    persistentVolumeClaim: {claimName: {{ $pool.dataClaim }}, readOnly: true}
  {{- end }}
  {{- with .root.Values.workers.enrolmentSecret }}{{ if .name }}
  - name: enrolment
    secret:
      secretName: {{ .name }}
      items: [{key: {{ .key | quote }}, path: token}]
  {{- end }}{{ end }}
  {{- include "trainyard.kafkaVolume" .root | nindent 2 }}
{{- with $pool.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with $pool.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with $pool.affinity }}
affinity: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The labels of a pool's pods: .root and .name. */}}
{{- define "trainyard.workerLabels" -}}
{{ include "trainyard.labels" .root }}
app.kubernetes.io/component: worker
trainyard.io/pool: {{ .name }}
{{- end -}}

{{/* Those of the Deployment or ScaledJob, which Kueue looks at. */}}
{{- define "trainyard.poolLabels" -}}
{{ include "trainyard.workerLabels" . }}
{{- with .root.Values.kueue.queueName }}
kueue.x-k8s.io/queue-name: {{ . }}
{{- end }}
{{- end -}}
